"""The tables of organisations: what they do, can give, and made of what they were asked."""

from typing import Final

from services.reporting.figures.model.report import CapacityGroup, Figures, ReferralGroup
from services.reporting.reports.wording.sections import Section, drawn, section_of
from services.reporting.reports.wording.values import ReportWording

_STEPS: Final = (
    "sent",
    "accepted",
    "declined",
    "expired",
    "completed",
    "handed_on",
    "returned",
    "withdrawn",
)
"""In the order in which they happen."""


def partners(figures: Figures, wording: ReportWording) -> Section:
    """Tell how many organisations do what; one that does several is in each."""
    rows = [
        (wording.code("line", group.service_line), (group.joined, group.paused, group.told))
        for group in figures.partners
    ]
    return section_of("partners", ("partners", "resting", "told"), rows, wording)


def capacity(figures: Figures, wording: ReportWording) -> Section:
    """Tell what they said they can give; bags and visits are neither added up nor compared."""
    rows = [
        (_alike(group, wording), (group.amount, group.organisations, group.unlimited))
        for group in figures.capacity
    ]
    return Section(
        name="capacity",
        columns=("amount", "organisations", "unlimited"),
        rows=[(label, [wording.number(number) for number in numbers]) for label, numbers in rows],
        bars=(),
        finding=wording.text("report.capacity.finding"),
    )


def referrals(figures: Figures, wording: ReportWording) -> Section:
    """Tell what organisations made of what they were asked, and how soon they answered."""
    steps = [(step, said_of(figures, step)) for step in _STEPS if said_of(figures, step)]
    rows = [
        row
        for step, number in steps
        for row in ((wording.code("referral_said", step), number), *_why(figures, step, wording))
    ]
    return Section(
        name="referrals",
        columns=("referrals",),
        rows=[(label, [wording.number(number)]) for label, number in rows],
        bars=drawn([(wording.code("referral_said", step), each) for step, each in steps], wording),
        finding=_how_soon(figures, wording),
    )


def said_of(figures: Figures, step: str) -> int:
    """Count the referrals of which this was said, for whatever reason."""
    return sum(group.referrals for group in figures.referrals if group.said == step)


def _alike(group: CapacityGroup, wording: ReportWording) -> str:
    line = wording.code("line", group.service_line)
    unit, per = wording.code("capacity_unit", group.unit), wording.code("capacity_per", group.per)
    return f"{line}: {unit} {per}"


def _why(figures: Figures, step: str, wording: ReportWording) -> list[tuple[str, int]]:
    said = wording.code("referral_said", step)
    reasons = [each for each in figures.referrals if each.said == step and each.reason]
    ordered = sorted(reasons, key=lambda each: -each.referrals)
    return [(f"{said}: {_reason(each, wording)}", each.referrals) for each in ordered]


def _reason(group: ReferralGroup, wording: ReportWording) -> str:
    return wording.code("referral_reason", group.reason or "")


def _how_soon(figures: Figures, wording: ReportWording) -> str:
    minutes = figures.minutes_to_answer
    if minutes is None:
        return wording.text("report.referrals.unanswered")
    return wording.text("report.referrals.finding", hours=wording.hours(round(minutes)))
