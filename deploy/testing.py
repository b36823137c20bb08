"""Run every test: what needs no server side by side, the rest one after another."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
SIDE_BY_SIDE = ("architecture", "unit", "contract", "component")
IN_TURN = ("integration", "e2e", "faults", "browser", "bench")

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

    def carry_out(self) -> tuple[int, Tally]:
        """Give the exit code and what was counted."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of pytest, with the report it leaves in `var/tests`."""

    name: str
    words: Sequence[str]

    @property
    def report(self) -> Path:
        """The JUnit file."""
        return ROOT / "var" / "tests" / f"{self.name}.xml"

    def carry_out(self) -> tuple[int, Tally]:
        """Run it to its end, with its output going to ours."""
        self.report.parent.mkdir(parents=True, exist_ok=True)
        self.report.unlink(missing_ok=True)
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={self.report}", *self.words],
            cwd=ROOT,
            env={**os.environ, "REQUIRE_INFRA": "1"},
            check=False,
        )
        return done.returncode, read_tally(self.report, self.name, time.monotonic() - started)


def plan(arguments: Sequence[str]) -> list[Run]:
    """Split the tests in two runs, or make one of the paths that the arguments name."""
    named = [word for word in arguments if (ROOT / word.partition("::")[0]).exists()]
    if named:
        return [Run("chosen", arguments)]
    return [
        Run("side-by-side", ["-n", "2", *_folders(SIDE_BY_SIDE), *arguments]),
        Run("in-turn", [*_folders(IN_TURN), *arguments]),
    ]


def run_all(runs: Sequence[CarriedOut]) -> tuple[int, list[Tally]]:
    """Carry out each run; the code is that of the first one that failed."""
    done = [run.carry_out() for run in runs]
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
        return Tally(name, seconds, tests=1, failed=1)
    counted = [suite.attrib for suite in ET.parse(report).iter("testsuite")]  # noqa: S314  # our own pytest wrote it

    def total(key: str) -> int:
        return sum(int(suite.get(key, 0)) for suite in counted)

    failed = total("failures") + total("errors")
    return Tally(name, seconds, total("tests"), failed, total("skipped"))


def _folders(names: Sequence[str]) -> list[str]:
    return [f"tests/{name}" for name in names if any((ROOT / "tests" / name).rglob("test_*.py"))]
