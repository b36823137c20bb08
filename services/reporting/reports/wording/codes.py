"""What the codes are called by which figures are taken apart."""

from datetime import date
from typing import Final

from babel.dates import format_date

from services.reporting.reports.wording.values import ReportWording
from shared.languages import writing_of

_GROUPS: Final = {
    "line": "line",
    "channel": "channel",
    "language": "spoken",
    "basis": "basis",
    "outcome": "call_outcome",
    "direction": "call_direction",
    "reason": "referral_reason",
    "answer": "helped",
}
"""The group of texts of a dim that has one; what other dims' codes are called is theirs alone."""


_ANYWHERE: Final = {
    "": "report.unknown",
    "unknown": "report.unknown",
    "to_person": "report.to_person",
}
"""What any may have: that nobody knows it, or that a person had it from the beginning."""


def side_of(dim: str, wording: ReportWording) -> str:
    """Name a dim, as the head of a column."""
    return wording.code("report.dim", dim)


def code_of(dim: str, code: str, wording: ReportWording) -> str:
    """Name a code of a dim; what nobody knows is said to be so."""
    if text_id := _ANYWHERE.get(code):
        return wording.text(text_id)
    named = {"municipality": _place, "month": _month, "need": _need}.get(dim)
    if named is not None:
        return named(code, wording)
    return wording.code(_GROUPS.get(dim, f"report.{dim}"), code)


def _place(code: str, wording: ReportWording) -> str:
    return wording.place(code)


def _need(code: str, wording: ReportWording) -> str:
    line = code.removeprefix("line:")
    return wording.code("category" if line == code else "line", line)


def _month(code: str, wording: ReportWording) -> str:
    locale = writing_of(wording.language).locale
    return format_date(date.fromisoformat(f"{code}-01"), "LLLL y", locale=locale)
