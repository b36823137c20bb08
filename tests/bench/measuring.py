"""How a bench says what it measured: ratios of two sides timed in one run, medians of rounds."""

import json
import os
import platform
import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from typing_extensions import override

Side = Callable[[], Awaitable[float]]
"""Does the work once and returns its figure (a rate, or a time)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `ratio` is value / against, and `goal` a limit of that ratio."""

    name: str
    value: float
    unit: str
    against: float | None = None
    ratio: float | None = None
    goal: str | None = None
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit: `>= 0.75`."""

    sign: Literal[">=", "<="]
    limit: float

    def holds(self, figure: float) -> bool:
        """Compare the figure with the limit."""
        return figure >= self.limit if self.sign == ">=" else figure <= self.limit

    @override
    def __str__(self) -> str:
        """Write it as people do."""
        return f"{self.sign} {self.limit:g}"


async def alternate(ours: Side, theirs: Side, rounds: int) -> tuple[list[float], list[float]]:
    """Run both sides in turn, so that a machine that slows down slows both."""
    mine, other = [], []
    for _ in range(rounds):
        other.append(await theirs())
        mine.append(await ours())
    return mine, other


def compared(
    name: str, unit: str, figures: tuple[list[float], list[float]], goal: Goal | None
) -> Row:
    """Make a row of the two sides' medians; the ratio is the median of the rounds' ratios."""
    mine, other = figures
    ratio = statistics.median(a / b for a, b in zip(mine, other, strict=True))
    return Row(
        name,
        statistics.median(mine),
        unit,
        statistics.median(other),
        ratio,
        str(goal) if goal else None,
        goal.holds(ratio) if goal else None,
    )


def alone(name: str, value: float, unit: str, goal: Goal | None = None) -> Row:
    """Make a row of a figure that has no other side."""
    return Row(
        name, value, unit, goal=str(goal) if goal else None, met=goal.holds(value) if goal else None
    )


def machine() -> str:
    """Describe the machine in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out for a terminal or a README."""
    lines = ["| what | ours | against | ratio | goal | met |", "|---|---|---|---|---|---|"]
    lines.extend(_line(row) for row in rows)
    return "\n".join(lines)


def save(rows: Sequence[Row], file: Path) -> None:
    """Write the rows as JSON."""
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def _line(row: Row) -> str:
    met = "" if row.met is None else "yes" if row.met else "NO"
    against = "" if row.against is None else f"{row.against:,.4g} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return (
        f"| {row.name} | {row.value:,.4g} {row.unit} | {against} | {ratio} "
        f"| {row.goal or ''} | {met} |"
    )
