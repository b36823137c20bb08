"""How a search went so far, in a few counts: which of them are told, and in which order.

The words for each part are in the catalogues (`board.search.*`): "12 fit, 7 asked, 3 declined, 2 at
their weekly limit".
"""

from collections.abc import Mapping
from typing import Final

from services.intake.board.model import BoardLine, Opening, Part, SearchReport, Summary
from services.intake.requests.model import Unmatched
from services.intake.wishes.rules import is_for_volunteers
from shared.contracts.words import UnmatchedReason

ALWAYS: Final = frozenset({Part.FITTING, Part.ASKED})
"""Told also when nobody is counted; the others only when there is someone."""


def summary(line: BoardLine) -> Summary:
    """Sum up what matching said of one request; the opening says why nobody is counted."""
    opening = _opening(line)
    always = frozenset() if opening else ALWAYS
    told = {part: count for part, count in _counts(line).items() if count or part in always}
    return Summary(told, opening)


def _opening(line: BoardLine) -> Opening | None:
    if _is_not_for_volunteers(line):
        return Opening.NOT_FOR_VOLUNTEERS
    if line.report is None:
        return None if line.unmatched else Opening.NOT_YET
    return None if line.report.fitting else Opening.NOBODY_FITS


def _is_not_for_volunteers(line: BoardLine) -> bool:
    reason = line.unmatched.reason if line.unmatched else None
    return reason == UnmatchedReason.NOT_FOR_VOLUNTEERS or not is_for_volunteers(line.category)


def _counts(line: BoardLine) -> Mapping[Part, int]:
    if line.report:
        return _reported(line.report)
    return _noticed(line.unmatched) if line.unmatched else {}


def _reported(report: SearchReport) -> Mapping[Part, int]:
    return {
        Part.FITTING: report.fitting,
        Part.ASKED: report.asked,
        Part.WAITING: report.waiting,
        Part.DECLINED: report.declined,
        Part.SILENT: report.silent,
        Part.AT_CAP: report.at_their_cap,
        Part.ASKED_ENOUGH: report.asked_enough,
    }


def _noticed(notice: Unmatched) -> Mapping[Part, int]:
    """Count by the notice that nobody is left: it may come before the first report."""
    return {
        Part.ASKED: notice.asked,
        Part.DECLINED: notice.declined,
        Part.AT_CAP: notice.at_their_cap,
    }
