"""Which counts of a search are told, and in which order."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.board.model import BoardLine, Opening, Part, SearchReport
from services.intake.board.rules import summary
from services.intake.requests.model import RequestId, State, Unmatched
from shared.contracts.words import Category, UnmatchedReason, Urgency
from tests.support.intake.board.building import report

LINE = BoardLine(
    id=RequestId(uuid4()),
    reference="B7-3KQ9",
    state=State.OPEN,
    category=Category.GROCERIES,
    urgency=Urgency.TODAY,
    municipality="491",
    postal_code="50100",
    waiting=timedelta(minutes=5),
    unmatched=None,
)
NOBODY = SearchReport(1, 0, 0, 0, 0, 0, 0, 0, None)


def test_who_fits_and_who_is_asked_is_told_always_and_the_rest_when_there_is_someone() -> None:
    told = summary(replace(LINE, report=report()))
    few = summary(replace(LINE, report=replace(NOBODY, fitting=1)))

    assert list(told.counts.items()) == [
        (Part.FITTING, 12),
        (Part.ASKED, 7),
        (Part.DECLINED, 3),
        (Part.AT_CAP, 2),
    ]
    assert list(few.counts.items()) == [(Part.FITTING, 1), (Part.ASKED, 0)]
    assert told.opening is few.opening is None


def test_all_counts_are_told_in_their_order() -> None:
    told = summary(replace(LINE, report=SearchReport(1, 1, 2, 3, 4, 5, 6, 7, None)))

    assert list(told.counts) == list(Part)
    assert list(told.counts.values()) == [1, 2, 3, 4, 5, 6, 7]


def test_before_the_first_report_nobody_was_looked_for() -> None:
    told = summary(LINE)

    assert (told.opening, told.counts) == (Opening.NOT_YET, {})


def test_when_nobody_fits_only_counts_of_someone_are_told() -> None:
    told = summary(replace(LINE, report=replace(NOBODY, at_their_cap=2)))

    assert (told.opening, told.counts) == (Opening.NOBODY_FITS, {Part.AT_CAP: 2})


@pytest.mark.parametrize("category", [Category.YOUTH_WORK, Category.CRISIS_SUPPORT])
def test_what_is_not_for_volunteers_says_so_at_once(category: Category) -> None:
    for line in (LINE, replace(LINE, report=NOBODY)):
        told = summary(replace(line, category=category))

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
