"""How it went: a line a step, as it happens and all of them at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TALLY = re.compile(r"^\d+ passed, \d+ failed, \d+ skipped$", re.MULTILINE)
_SHAPE = "{:<9}{:<8}{:<14}{:>8}  {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One step that was taken; `note` has the tests' tally, and where to read when it failed."""

    debian: str
    user: str
    step: str
    seconds: float
    held: bool
    note: str = ""


def tally_of(output: str) -> str:
    """Give the line with which a run of tests ends; nothing when there is none."""
    found = _TALLY.findall(output)
    return found[-1] if found else ""


def line(result: Result) -> str:
    """Tell one step."""
    verdict = f"{'ok' if result.held else 'FAILED'}  {result.note}".rstrip()
    seconds = f"{result.seconds:.1f}"
    return _SHAPE.format(result.debian, result.user, result.step, seconds, verdict)


def table(results: Sequence[Result]) -> list[str]:
    """Tell all steps under a heading, and how many failed."""
    failed = sum(not result.held for result in results)
    heading = _SHAPE.format("Debian", "user", "step", "seconds", "").rstrip()
    return [heading, *map(line, results), f"{len(results) - failed} ok, {failed} failed"]
