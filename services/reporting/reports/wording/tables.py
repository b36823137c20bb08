"""The tables and charts of a report, worded and measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from services.reporting.figures.model.report import ESF_PARTICIPANTS, Figures
from services.reporting.reports.rules import Bar, bars
from services.reporting.reports.wording.values import ReportWording

_HOUR: Final = 60


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


class Total(NamedTuple):
    """One headline figure: its value, and what is counted, of so many and of many."""

    name: str
    value: str
    label: str
    many: str


def totals_of(figures: Figures, wording: ReportWording) -> list[Total]:
    """Give the headline figures, the three counts of people apart."""
    totals = figures.totals
    numbers = {
        "requests": totals.requests,
        "completed": totals.completed,
        "people_helped": totals.people_helped,
        "participants": ESF_PARTICIPANTS,
        "activities": totals.activities,
        "headcount": totals.headcount,
    }
    said = [_total(name, wording.number(value), value, wording) for name, value in numbers.items()]
    is_one = totals.minutes == _HOUR
    return [*said, _total("hours", wording.hours(totals.minutes), 1 if is_one else 2, wording)]


def _total(name: str, value: str, number: int, wording: ReportWording) -> Total:
    label = f"report.total.{name}"
    return Total(name, value, wording.counted(label, number), wording.counted(label, 2))


def sections_of(figures: Figures, wording: ReportWording) -> list[Section]:
    """Give the tables of a report; that of calls where there were any."""
    tables = [_categories, _places, _activities, *([_calls] if figures.calls else [])]
    return [table(figures, wording) for table in tables]


def _categories(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.what(group.category, group.service_line), (group.received, group.completed))
        for group in figures.categories
    ]
    rows += _to_person(figures, wording)
    return _section("categories", ("received", "completed"), rows, wording)


def _places(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.place(group.code), (group.received, group.completed))
        for group in figures.municipalities
    ]
    rows += _to_person(figures, wording)
    return _section("municipalities", ("received", "completed"), rows, wording)


def _to_person(figures: Figures, wording: ReportWording) -> list[tuple[str, tuple[int, int]]]:
    """Count those of which only their coming is known, so that a table adds up to the total."""
    count = figures.totals.to_person
    return [(wording.text("report.to_person"), (count, 0))] if count else []


def _activities(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (
            wording.code("line", group.service_line),
            (group.headcount, group.activities, round(group.minutes / 60, 1)),
        )
        for group in figures.activities
    ]
    return _section("activities", ("headcount", "activities", "hours"), rows, wording)


def _calls(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.code("call_outcome", group.outcome), (group.calls, round(group.seconds / 60)))
        for group in figures.calls
    ]
    return _section("calls", ("calls", "minutes"), rows, wording)


def _section(
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, tuple[float, ...]]],
    wording: ReportWording,
) -> Section:
    measured = bars([(label, int(numbers[0])) for label, numbers in rows])
    return Section(
        name=name,
        columns=columns,
        rows=[(label, [wording.number(number) for number in numbers]) for label, numbers in rows],
        bars=[Drawn(bar.label, wording.number(bar.value), bar.length) for bar in measured],
        finding=_finding(name, measured, wording),
    )


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
