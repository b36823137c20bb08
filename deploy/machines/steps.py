"""What is tried on each machine, in the order in which a stranger would come upon it."""

import re
import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.machines.kinds import ROOT, Kind, Person
from deploy.machines.machine import FIRST, NO_END, Machine
from deploy.machines.sockets import described, listeners, processes

MINUTE = 60.0
PORT = 8080
SAMPLES = """request,message
1,"Tarvitsen maitoa, leipää ja perunoita, en pääse itse kauppaan"
1,"Lääkkeet pitäisi hakea apteekista ennen viikonloppua"
0,"Kiitos kaikille, täällä on kaikki hyvin"
1,"Jag behöver hjälp med att få hem mat till min mor"
1,"Somebody to walk the dog while I am ill"
"""

_STORY = "tests/e2e/test_story.py"
_MAPPING = "deploy/samples/help_messages.toml"
_ENDING_SECONDS = 5.0
_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody at a machine."""

    machine: Machine
    person: Person
    port: int

    def porukalla(self, words: Sequence[str], output: Path, minutes: float) -> int:
        """Run our command in the clone; gives its exit code."""
        words = ("./porukalla", *words)
        return self.machine.run(self.person, words, output, minutes * MINUTE, at=self.person.clone)


Attempt = Callable[[Stay, Path], bool]
"""Do it, with all output going to the file; says whether it went as it should."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must work."""

    name: str
    attempt: Attempt


def steps(kind: Kind, port: int, *, quick: bool) -> list[Step]:
    """Say what is tried on a machine of this kind."""
    must_ask = kind.person is not ROOT
    up = ("up", "--detach", "--wait", *_unless_usual(port))
    asks_for_up = [Step("told by up", _told_first(up))] if must_ask else []
    asks_for_tests = [Step("told by test", _told(("test", _STORY)))] if must_ask else []
    return [
        *asks_for_up,
        Step("up", _porukalla(up, 20)),
        Step("status", _porukalla(("status",), 2)),
        *asks_for_tests,
        Step("story", _porukalla(("test", _STORY), 20)),
        Step("import", _import),
        Step("verify", _porukalla(("verify", "--wait", "60"), 5)),
        Step("private", _is_private),
        *([] if quick else [Step("test", _porukalla(("test",), 120))]),
        Step("down", _porukalla(("down",), 5)),
        Step("gone", _is_gone),
    ]


def advised(output: str) -> list[list[str]]:
    """Take the commands that a user is told to run, as root runs them: each is indented by two."""
    lines = [line for line in output.splitlines() if re.match(r"  \S", line)]
    return [shlex.split(line.strip().removeprefix("sudo ")) for line in lines]


def _unless_usual(port: int) -> Sequence[str]:
    return () if port == PORT else ("--port", str(port))


def _porukalla(words: Sequence[str], minutes: float) -> Attempt:
    return lambda stay, output: stay.porukalla(words, output, minutes) == 0


def _told(words: Sequence[str]) -> Attempt:
    """Expect to be told what root must install, and have root do exactly that."""

    def attempt(stay: Stay, output: Path) -> bool:
        code = stay.porukalla(words, output, 20)
        commands = advised(output.read_text(encoding="utf-8", errors="replace"))
        if code in {0, NO_END} or not commands:
            return False
        codes = [stay.machine.run(ROOT, command, output) for command in commands]
        return not any(codes)

    return attempt


def _told_first(words: Sequence[str]) -> Attempt:
    """Expect to be told, and then make it the first time again, but for the packages."""
    told = _told(words)

    def attempt(stay: Stay, output: Path) -> bool:
        anew = (("rm", "-rf", f"{stay.person.home}/.cache"), ("git", "clean", "-xdffq"))
        held = told(stay, output)
        codes = [stay.machine.run(stay.person, one, output, at=stay.person.clone) for one in anew]
        return held and not any(codes)

    return attempt


def _import(stay: Stay, output: Path) -> bool:
    file = f"{stay.person.home}/viestit.csv"
    stay.machine.write(file, SAMPLES)
    words = ("import", "requests", file, "--mapping", _MAPPING)
    return stay.porukalla(words, output, 5) == 0


def _is_private(stay: Stay, output: Path) -> bool:
    """Expect sockets, or we looked in the wrong place, and none that others can reach."""
    found = list(listeners(stay.machine.proc))
    output.write_text(described(found), encoding="utf-8")
    return bool(found) and all(one.is_private for one, _ in found)


def _is_gone(stay: Stay, output: Path) -> bool:
    """Expect no process but the one that holds the machine up."""
    give_up = time.monotonic() + _ENDING_SECONDS
    left = _left(stay.machine)
    while left and time.monotonic() < give_up:
        time.sleep(_POLL_SECONDS)
        left = _left(stay.machine)
    output.write_text("".join(f"{number}\t{name}\n" for number, name in left.items()), "utf-8")
    return not left


def _left(machine: Machine) -> dict[str, str]:
    return {
        number: name for number, name in processes(machine.proc).items() if number != str(FIRST)
    }
