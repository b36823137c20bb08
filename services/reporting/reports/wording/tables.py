"""The tables and charts of a report, worded and measured."""

from typing import Final, NamedTuple

from services.reporting.figures.model.report import ESF_PARTICIPANTS, ActivityGroup, Figures
from services.reporting.reports.wording.partners import capacity, partners, referrals, said_of
from services.reporting.reports.wording.purchases import purchases
from services.reporting.reports.wording.sections import Section, section_of
from services.reporting.reports.wording.values import ReportWording
from shared.contracts.words import Basis

_HOUR: Final = 60


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
        **_where_any(figures),
    }
    said = [_total(name, wording.number(value), value, wording) for name, value in numbers.items()]
    is_one = totals.minutes == _HOUR
    return [*said, _total("hours", wording.hours(totals.minutes), 1 if is_one else 2, wording)]


def _where_any(figures: Figures) -> dict[str, int]:
    """Give what is told only where there is any: linked requests, organisations, referrals."""
    totals = figures.totals
    numbers = {
        "linked": totals.linked,
        "headcount_sampled": totals.headcount_sampled,
        "headcount_estimated": totals.headcount_estimated,
        "organisations": figures.organisations.joined,
        "organisations_paused": figures.organisations.paused,
        "referrals": said_of(figures, "sent"),
    }
    return {name: number for name, number in numbers.items() if number}


def _total(name: str, value: str, number: int, wording: ReportWording) -> Total:
    label = f"report.total.{name}"
    return Total(name, value, wording.counted(label, number), wording.counted(label, 2))


def sections_of(figures: Figures, wording: ReportWording) -> list[Section]:
    """Give the tables of a report; some only where there is anything in them."""
    tables = [_categories, _places, _activities]
    tables += [_calls] if figures.calls or figures.missed_calls.whole else []
    tables += [partners] if figures.partners else []
    tables += [capacity] if figures.capacity else []
    tables += [referrals] if figures.referrals else []
    tables += [purchases] if figures.purchases else []
    return [table(figures, wording) for table in tables]


def _categories(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.what(group.category, group.service_line), (group.received, group.completed))
        for group in figures.categories
    ]
    rows += _to_person(figures, wording)
    return section_of("categories", ("received", "completed"), rows, wording)


def _places(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.place(group.code), (group.received, group.completed))
        for group in figures.municipalities
    ]
    rows += _to_person(figures, wording)
    return section_of("municipalities", ("received", "completed"), rows, wording)


def _to_person(figures: Figures, wording: ReportWording) -> list[tuple[str, tuple[int, int]]]:
    """Count those of which only their coming is known, so that a table adds up to the total."""
    count = figures.totals.to_person
    return [(wording.text("report.to_person"), (count, 0))] if count else []


def _activities(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (
            _line(group, wording),
            (group.headcount, group.activities, round(group.minutes / 60, 1)),
        )
        for group in figures.activities
    ]
    return section_of("activities", ("headcount", "activities", "hours"), rows, wording)


def _line(group: ActivityGroup, wording: ReportWording) -> str:
    line = wording.code("line", group.service_line)
    if group.basis == Basis.COUNTED:
        return line
    return f"{line} ({wording.code('basis', group.basis)})"


def _calls(figures: Figures, wording: ReportWording) -> Section:
    rows = [
        (wording.code("call_outcome", group.outcome), (group.calls, round(group.seconds / 60)))
        for group in figures.calls
    ]
    missed = figures.missed_calls
    counted = {"missed": missed.unreached, "returned": missed.returned}
    rows += [
        (wording.text(f"report.calls.{name}"), (calls, 0))
        for name, calls in counted.items()
        if calls
    ]
    return section_of("calls", ("calls", "minutes"), rows, wording)
