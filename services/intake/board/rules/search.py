"""How the search for one line's helper stands, by what matching said of it."""

from collections.abc import Mapping
from typing import Final

from services.intake.board.model import BoardLine, SearchReport
from services.intake.requests.model import State, Unmatched
from services.intake.wishes.rules import is_for_volunteers
from shared.contracts.words import UnmatchedReason
from shared.search_summary import Opening, Part, Summary, sum_up

_NOBODY_ASKED: Final = frozenset({State.RECEIVED, State.OPEN})
"""The states in which a missing report means that nobody was looked for yet."""


def summary(line: BoardLine) -> Summary:
    """Sum up what matching said of one request; the opening says why nobody is counted."""
    return sum_up(_counts(line), _opening(line))


def _opening(line: BoardLine) -> Opening | None:
    if _is_not_for_volunteers(line):
        return Opening.NOT_FOR_VOLUNTEERS
    if line.report is None:
        unasked = line.state in _NOBODY_ASKED and line.unmatched is None
        return Opening.NOT_YET if unasked else None
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
