"""A machine: a root folder entered with processes, mounts and names of its own.

It shares the kernel, the clock and the network with the host. Its first process holds it up: when
that ends, the kernel ends all the others and takes the mounts away.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.machines.kinds import Person
from deploy.machines.ways_out import proxies

FIRST = 1
"""The process id, inside, of the one that holds the machine up."""
NO_END = 124
"""The exit code of what did not end in time, as `timeout` has it."""

_START = Path(__file__).with_name("start.sh")
_UNSHARE = (
    *("setpriv", "--pdeathsig", "KILL", "--"),
    *("unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--"),
)
# The limits of a login on Debian, not those that the host happens to have.
_AT_HOME = 'umask "$0" && ulimit -S -n 1024 && cd "$1" && shift && exec "$@"'


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a machine stands: its root folder, and the base that is not to be changed, if any."""

    root: Path
    base: Path | None = None

    def make(self) -> list[str]:
        """Make its folders; gives what `start.sh` is told of them."""
        if self.base is None:
            return [str(self.root)]
        beside = [self.root.with_name(name) for name in ("changes", "work")]
        for folder in (self.root, *beside):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
        return [str(path) for path in (self.root, self.base, *beside)]


class MachineError(Exception):
    """A machine could not be made ready; the reason is in the file that follows."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One that runs."""

    pid: int
    """Its first process, as the host numbers it."""

    @property
    def root(self) -> Path:
        """Its root folder, as the host sees it; an absolute link in it would lead out."""
        return Path(f"/proc/{self.pid}/root")

    @property
    def proc(self) -> Path:
        """Its own processes and no others."""
        return self.root / "proc"

    def write(self, place: str, content: str) -> None:
        """Make a file that everyone there may read, in place of what was there."""
        file = self.root / place.lstrip("/")
        file.unlink(missing_ok=True)
        file.write_text(content, encoding="utf-8")
        file.chmod(0o644)

    def run(
        self, who: Person, words: Sequence[str], output: Path, seconds: float = 900, at: str = "/"
    ) -> int:
        """Run a command as a login of this person would; gives its exit code or NO_END."""
        with output.open("ab") as file:
            file.write(f"$ {shlex.join(words)}\n".encode())
            file.flush()
            process = subprocess.Popen(
                [*_enter(self.pid, who), "sh", "-c", _AT_HOME, who.umask, at, *words],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
            try:
                code = process.wait(seconds)
            except subprocess.TimeoutExpired:
                code = NO_END
            finally:
                process.kill()
                process.wait()
            file.write(f"exit code {code}\n".encode())
        return code

    def must_run(self, who: Person, words: Sequence[str], output: Path) -> None:
        """Run a command that the rest depends on; raises MachineError."""
        if self.run(who, words, output) != 0:
            raise MachineError(output)


@contextmanager
def running(name: str, ground: Ground, log: Path) -> Iterator[Machine]:
    """Have a machine run on this ground for as long as the context lasts."""
    with log.open("ab") as errors:
        starter = subprocess.Popen(
            [*_UNSHARE, "sh", str(_START), name, *ground.make()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    told = starter.stdout.readline().strip() if starter.stdout else b""
    try:
        if not told:
            raise MachineError(log)
        yield Machine(int(told))
    finally:
        # As long as the starter waits for it, the number is the first process's and no other's.
        if starter.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(int(told) if told else starter.pid, signal.SIGKILL)
        starter.communicate()


def _enter(pid: int, who: Person) -> list[str]:
    """Give the words before a command; nothing of the host's environment passes but proxies."""
    login = {
        "HOME": who.home,
        "LANG": "C.UTF-8",
        "LOGNAME": who.name,
        "PATH": who.path,
        "USER": who.name,
        **proxies(os.environ),
    }
    return [
        *("nsenter", f"--target={pid}", "--mount", "--pid", "--ipc", "--uts", "--"),
        *("setpriv", f"--reuid={who.name}", f"--regid={who.name}", "--init-groups", "--"),
        *("env", "-i", *(f"{name}={value}" for name, value in login.items())),
        *("setpriv", "--pdeathsig", "KILL", "--", "setsid"),
    ]
