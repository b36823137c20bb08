"""Run every test, a few at a time; what measures comes last and alone."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol
from xml.etree import ElementTree as ET

from deploy.bounded import Bounded, Patience

Say = Callable[[str], None]

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Part:
    """Folders under tests/ that one call of pytest runs, and how."""

    name: str
    about: str
    how: Sequence[str]
    folders: Sequence[str]


PARTS: Final = (
    Part(
        "without",
        "what needs no server, two tests at a time",
        ("-n", "2"),
        ("architecture", "unit", "contract", "component"),
    ),
    Part(
        "with-servers",
        "what needs servers, four files at a time, each with servers of its own",
        ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder"),
        ("faults", "e2e", "browser", "integration"),
    ),
    Part("alone", "what measures, alone", (), ("bench",)),
)
"""Of the files with servers the longest come first, so that the last ones to end are short. They
wait for servers nearly half of the time: four keep two processors busy."""
RUNNING = "PORUKALLA_RUNNING_TESTS"
"""The variable that names the file in which pytest notes the tests that are running."""

_NOTING = "tests.support.running_tests"
_HERE = "localhost,127.0.0.1"
_NOTHING_CHOSEN = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run of pytest counted."""

    name: str
    seconds: float
    tests: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def passed(self) -> int:
        """Tests that ran and held."""
        return self.tests - self.failed - self.skipped


class CarriedOut(Protocol):
    """Something to run to its end."""

    @property
    def name(self) -> str:
        """What its tally is called."""

    @property
    def about(self) -> str:
        """What it does, for whoever waits."""

    def carry_out(self, patience: Patience, say: Say) -> tuple[int, Tally]:
        """Give the exit code and what was counted."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of pytest, with the report it leaves in its folder."""

    name: str
    about: str
    words: Sequence[str]
    folder: Path = ROOT / "var" / "tests"
    grace_seconds: float = 60.0

    def carry_out(self, patience: Patience, say: Say) -> tuple[int, Tally]:
        """Run it with its output going to ours; when patience ends, name what was running.

        What was cut off has failed, whatever was counted until then.
        """
        report, running = (self.folder / f"{self.name}.{end}" for end in ("xml", "running"))
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in (report, running):
            file.unlink(missing_ok=True)
        started = time.monotonic()
        ended = self._pytest(report, running).carry_out(
            patience, lambda: say(self._cut_off(patience, running))
        )
        tally = read_tally(report, self.name, time.monotonic() - started)
        if ended.in_time:
            return ended.code, tally
        # without a report it counts as one failure already
        cut = int(report.exists())
        return ended.code or 1, replace(tally, tests=tally.tests + cut, failed=tally.failed + cut)

    def _pytest(self, report: Path, running: Path) -> Bounded:
        # unbuffered: into a file, too, each dot comes when its test has ended
        words = [sys.executable, "-u", "-m", "pytest", "-p", _NOTING, f"--junitxml={report}"]
        environment = {**os.environ, **_without_proxy(), "REQUIRE_INFRA": "1"}
        environment[RUNNING] = str(running)
        # what pytest makes of the tests is kept: to make it anew takes longer than most of them
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return Bounded([*words, *self.words], ROOT, environment, self.grace_seconds)

    def _cut_off(self, patience: Patience, running: Path) -> str:
        names = running.read_text(encoding="utf-8").splitlines() if running.exists() else []
        told = [f"  {name}" for name in names] or ["  none: pytest was starting or ending"]
        return "\n".join(
            [
                f"\nCut off: {patience.reason}. The tests that were running:",
                *told,
                f"pytest is asked to end, and killed unless it does in {self.grace_seconds:g} s.",
            ]
        )


def plan(arguments: Sequence[str]) -> list[Run]:
    """Make a run of each part, or one of the paths that the arguments name."""
    named = [word for word in arguments if (ROOT / word.partition("::")[0]).exists()]
    if named:
        return [Run("chosen", "what was named", arguments)]
    return [
        Run(part.name, part.about, [*part.how, *_folders(part.folders), *arguments])
        for part in PARTS
    ]


def run_all(runs: Sequence[CarriedOut], patience: Patience, say: Say) -> tuple[int, list[Tally]]:
    """Carry out each run; the code is that of the first one that failed.

    What is left out because patience ended has failed.
    """
    done = []
    for number, run in enumerate(runs, start=1):
        left_out = patience.is_over()
        say(f"{number} of {len(runs)}{' is left out' if left_out else ''}: {run.about}")
        done.append((1, _nothing_counted(run.name)) if left_out else run.carry_out(patience, say))
    codes = [code for code, _ in done]
    chosen = [code for code in codes if code != _NOTHING_CHOSEN] or codes[:1]
    return next((code for code in chosen if code), 0), [tally for _, tally in done]


def summary(tallies: Sequence[Tally]) -> list[str]:
    """Tell each run in a line, and all of them in the last one."""
    lines = [
        f"{tally.name:<14}{tally.passed:>6} passed{tally.failed:>6} failed"
        f"{tally.skipped:>6} skipped{tally.seconds:>8.0f} s"
        for tally in tallies
    ]
    passed = sum(tally.passed for tally in tallies)
    failed = sum(tally.failed for tally in tallies)
    skipped = sum(tally.skipped for tally in tallies)
    return [*lines, f"{passed} passed, {failed} failed, {skipped} skipped"]


def read_tally(report: Path, name: str, seconds: float) -> Tally:
    """Count what a JUnit file holds; a run that left none counts as one failure."""
    if not report.exists():
        return _nothing_counted(name, seconds)
    counted = [suite.attrib for suite in ET.parse(report).iter("testsuite")]  # noqa: S314  # our own pytest wrote it

    def total(key: str) -> int:
        return sum(int(suite.get(key, 0)) for suite in counted)

    failed = total("failures") + total("errors")
    return Tally(name, seconds, total("tests"), failed, total("skipped"))


def _nothing_counted(name: str, seconds: float = 0.0) -> Tally:
    return Tally(name, seconds, tests=1, failed=1)


def _without_proxy() -> dict[str, str]:
    """Have what the tests start on this machine be reached directly."""
    given = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    return dict.fromkeys(("no_proxy", "NO_PROXY"), f"{given},{_HERE}" if given else _HERE)


def _folders(names: Sequence[str]) -> list[str]:
    return [f"tests/{name}" for name in names if any((ROOT / "tests" / name).rglob("test_*.py"))]
