"""The figures of a comparison: a table in a terminal, tab-separated lines in a pipe, JSON."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isnan

from deploy.simulating.comparison import Compared
from deploy.simulating.figures import Figures

HEADS = (
    *("way of asking", "taken %", "in 2 h %", "median wait", "95 % within", "today: median"),
    *("asks/task", "too late/task", "km", "most asks a week", "never asked %", "Gini"),
)


def print_table(compared: Sequence[Compared]) -> None:
    """Print one row for each way of asking."""
    rows = [_row(one.name, one.figures) for one in compared]
    if sys.stdout.isatty():
        _print_rich(rows)
        return
    for row in (HEADS, *rows):
        print("\t".join(row))


def as_json_text(given: dict[str, object], compared: Sequence[Compared]) -> str:
    """Give what was simulated and every figure; a figure that does not exist is null."""
    ways = [{"policy": one.name, **dict(_without_nan(one.figures))} for one in compared]
    return json.dumps({**given, "policies": ways}, ensure_ascii=False, indent=1) + "\n"


def _print_rich(rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # slow to import, only for terminals
    from rich.console import Console  # noqa: PLC0415  # see app.py
    from rich.table import Table  # noqa: PLC0415  # see app.py

    table = Table(box=SIMPLE_HEAD)
    for place, head in enumerate(HEADS):
        table.add_column(head, justify="right" if place else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _row(name: str, figures: Figures) -> tuple[str, ...]:
    return (
        name,
        _number(100 * figures.filled),
        _number(100 * figures.within_2_hours),
        _time(figures.median_wait),
        _time(figures.p95_wait),
        _time(figures.median_wait_today),
        _number(figures.notices_per_fill),
        _number(figures.too_late_per_fill, 2),
        _number(figures.km),
        _number(figures.most_notices_a_week, 0),
        _number(100 * figures.never_asked, 0),
        _number(figures.gini_notices, 2),
    )


def _number(value: float, digits: int = 1) -> str:
    return "-" if isnan(value) else f"{value:.{digits}f}"


def _time(minutes: float) -> str:
    if isnan(minutes):
        return "-"
    if minutes < 120:  # noqa: PLR2004  # from here on hours are easier to read
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 2880 else f"{minutes / 1440:.1f} d"  # noqa: PLR2004


def _without_nan(figures: Figures) -> Iterator[tuple[str, float | None]]:
    for name, value in asdict(figures).items():
        yield name, None if isnan(value) else value
