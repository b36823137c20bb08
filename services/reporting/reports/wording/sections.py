"""A table of a report with its chart, worded and measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.reports.rules.period import Bar, bars
from services.reporting.reports.wording.values import ReportWording


@dataclass(frozen=True, slots=True)
class Drawn:
    """One bar as it is drawn: its value in words, its length in per cent."""

    label: str
    value: str
    length: float


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its chart; `finding` says in a sentence what the chart shows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    bars: Sequence[Drawn]
    finding: str


def section_of(
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, tuple[float | str, ...]]],
    wording: ReportWording,
) -> Section:
    """Word and measure one; the longest bar is its finding."""
    values = [(label, int(numbers[0])) for label, numbers in rows]
    return Section(
        name=name,
        columns=columns,
        rows=[(label, [_cell(each, wording) for each in cells]) for label, cells in rows],
        bars=drawn(values, wording),
        finding=_finding(name, bars(values), wording),
    )


def drawn(values: Sequence[tuple[str, int]], wording: ReportWording) -> list[Drawn]:
    """Measure bars, the longest first."""
    return [Drawn(bar.label, wording.number(bar.value), bar.length) for bar in bars(values)]


def _cell(value: float | str, wording: ReportWording) -> str:
    """Write a number; what is in words already stays, as money does."""
    return value if isinstance(value, str) else wording.number(value)


def _finding(name: str, measured: Sequence[Bar], wording: ReportWording) -> str:
    if not measured:
        return wording.text("report.nothing")
    longest = measured[0]
    return wording.text(
        f"report.{name}.finding",
        label=longest.label,
        value=wording.number(longest.value),
        share=wording.number(round(longest.share)),
    )
