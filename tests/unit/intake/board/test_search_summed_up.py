"""How the search for one line stands: the counts that matching sent, and the opening."""

from dataclasses import replace

import pytest

from services.intake.board.model import SearchReport
from services.intake.board.rules.search import summary
from services.intake.requests.model import State, Unmatched
from shared.contracts.words import Category, UnmatchedReason
from shared.search_summary import Opening, Part
from tests.support.intake.board.building import line

LINE = line()
NOBODY = SearchReport(1, 0, 0, 0, 0, 0, 0, 0, None)


def test_every_count_of_the_report_arrives() -> None:
    told = summary(replace(LINE, report=SearchReport(1, 1, 2, 3, 4, 5, 6, 7, None)))

    assert told.counts == dict(zip(Part, range(1, 8), strict=True))
    assert told.opening is None


def test_before_the_first_report_nobody_was_looked_for() -> None:
    told = summary(LINE)

    assert (told.opening, told.counts) == (Opening.NOT_YET, {})


@pytest.mark.parametrize("state", [State.PROPOSED, State.UNMATCHED, State.ASSIGNED])
def test_someone_who_was_asked_before_the_first_report_is_not_denied(state: State) -> None:
    told = summary(replace(LINE, state=state))

    assert (told.opening, told.counts) == (None, {})


def test_when_nobody_fits_only_counts_of_someone_are_told() -> None:
    told = summary(replace(LINE, report=replace(NOBODY, at_their_cap=2)))

    assert (told.opening, told.counts) == (Opening.NOBODY_FITS, {Part.AT_CAP: 2})


@pytest.mark.parametrize("category", [Category.YOUTH_WORK, Category.CRISIS_SUPPORT])
def test_what_is_not_for_volunteers_says_so_at_once(category: Category) -> None:
    for each in (LINE, replace(LINE, report=NOBODY)):
        told = summary(replace(each, category=category))

        assert (told.opening, told.counts) == (Opening.NOT_FOR_VOLUNTEERS, {})


def test_a_notice_of_matching_tells_too_that_it_is_not_for_volunteers() -> None:
    notice = Unmatched(1, UnmatchedReason.NOT_FOR_VOLUNTEERS, 0, 0, 0, 0)

    told = summary(replace(LINE, unmatched=notice, report=NOBODY))

    assert told.opening is Opening.NOT_FOR_VOLUNTEERS


def test_a_notice_before_the_first_report_is_counted_by() -> None:
    notice = Unmatched(1, UnmatchedReason.EVERYONE_ASKED, 5, 3, 2, 1)

    told = summary(replace(LINE, unmatched=notice))

    assert told.opening is None
    assert told.counts == {Part.ASKED: 3, Part.DECLINED: 2, Part.AT_CAP: 1}
