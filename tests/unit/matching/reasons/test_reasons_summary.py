"""How a need stands: its counts and what the sentence opens with; refusals and times in order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.engine.model import Reason
from services.matching.needs.model import NeedState
from services.matching.proposals.model import Decision
from services.matching.reasons.model import Progress, Tried
from services.matching.reasons.rules import most_first, summary
from services.matching.reasons.wording import ReasonsWording
from shared.contracts.words import Language, UnmatchedReason
from shared.search_summary import Opening, Part
from shared.web.catalogues import KIT, read_catalogues
from tests.support.matching.needs.building import need

CATALOGUES = read_catalogues(["matching", KIT])
QUARTER = timedelta(minutes=15)
LAST = Decision(fitting=12, at_cap=2)
WHOLE = Progress(
    need(),
    QUARTER,
    Tried(asked=7, waiting=2, declined=3, silent=1),
    last=replace(LAST, asked_enough=4),
)


def test_every_count_arrives() -> None:
    assert summary(WHOLE).counts == dict(zip(Part, (12, 7, 2, 3, 1, 2, 4), strict=True))


def test_the_asked_are_told_as_of_now_and_not_as_the_decision_saw_them() -> None:
    progress = Progress(need(), QUARTER, Tried(asked=2), last=replace(LAST, asked_before=9))

    assert summary(progress).counts[Part.ASKED] == 2


@pytest.mark.parametrize(
    ("progress", "opening"),
    [
        (WHOLE, None),
        (Progress(need(), QUARTER), Opening.NOT_YET),
        (Progress(need(), QUARTER, last=Decision(refusals={Reason.AREA: 4})), Opening.NOBODY_FITS),
        (
            Progress(
                replace(
                    need(),
                    state=NeedState.UNMATCHED,
                    reason=UnmatchedReason.NOT_FOR_VOLUNTEERS,
                ),
                QUARTER,
                last=Decision(),
            ),
            Opening.NOT_FOR_VOLUNTEERS,
        ),
    ],
)
def test_where_nobody_fits_the_opening_says_why(
    progress: Progress, opening: Opening | None
) -> None:
    assert summary(progress).opening is opening


def test_when_nobody_fits_those_who_were_asked_are_told_of() -> None:
    progress = Progress(need(), QUARTER, Tried(asked=1, silent=1), last=Decision())

    assert summary(progress).counts == {Part.ASKED: 1, Part.SILENT: 1}


def test_refusals_are_told_the_most_first_and_equal_ones_in_the_order_of_the_rules() -> None:
    refusals = {Reason.AT_WEEKLY_CAP: 2, Reason.AREA: 2, Reason.LANGUAGE: 5, Reason.BLOCKED: 0}

    ordered = [(Reason.LANGUAGE, 5), (Reason.AREA, 2), (Reason.AT_WEEKLY_CAP, 2)]
    assert most_first(refusals) == ordered


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (0, "juuri nyt"),
        (1, "1 minuutti"),
        (119, "119 minuuttia"),
        (120, "2 tuntia"),
        (47 * 60, "47 tuntia"),
        (48 * 60, "2 päivää"),
    ],
)
def test_a_time_is_told_in_the_largest_unit_of_which_there_are_two(
    minutes: int, sentence: str
) -> None:
    assert (
        ReasonsWording(CATALOGUES, Language.FINNISH).length(timedelta(minutes=minutes)) == sentence
    )
