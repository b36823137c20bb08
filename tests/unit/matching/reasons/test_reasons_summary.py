"""The sentence about a need: which counts are told, in which order, in whose words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.app import SERVICE
from services.matching.engine.model import Reason
from services.matching.needs.model import NeedState
from services.matching.proposals.model import Decision
from services.matching.reasons.model import Opening, Part, Progress, Tried
from services.matching.reasons.rules import most_first, summary
from services.matching.reasons.wording import ReasonsWording
from shared.contracts.words import Language, UnmatchedReason
from shared.web.catalogues import KIT, read_catalogues
from tests.support.matching.needs.building import need

CATALOGUES = read_catalogues([SERVICE.here / "locales", KIT])
QUARTER = timedelta(minutes=15)
LAST = Decision(fitting=12, at_cap=2)
WHOLE = Progress(
    need(),
    QUARTER,
    Tried(asked=7, waiting=2, declined=3, silent=1),
    last=replace(LAST, asked_enough=4),
)


def said(progress: Progress, language: Language = Language.FINNISH) -> str:
    return ReasonsWording(CATALOGUES, language).sentence(summary(progress))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.FINNISH,
            (
                "12 sopii, 7 on saanut kysymyksen, 2 miettii, 3 kieltäytyi, 1 ei vastannut, "
                "2 on saavuttanut viikkorajansa, 4 on saanut paljon kysymyksiä viime aikoina"
            ),
        ),
        (
            Language.SWEDISH,
            (
                "12 passar, 7 har tillfrågats, 2 funderar, 3 har tackat nej, 1 svarade inte, "
                "2 har nått sin veckogräns, 4 har tillfrågats ofta på sistone"
            ),
        ),
        (
            Language.ENGLISH,
            (
                "12 fit, 7 asked, 2 thinking it over, 3 declined, 1 did not answer, "
                "2 at their weekly limit, 4 asked often lately"
            ),
        ),
    ],
)
def test_every_count_is_told_in_the_order_of_the_search(language: Language, sentence: str) -> None:
    assert said(WHOLE, language) == sentence


def test_counts_of_nobody_are_left_out_but_for_who_fits_and_who_was_asked() -> None:
    progress = Progress(need(), QUARTER, Tried(), last=replace(LAST, at_cap=0))

    assert summary(progress).counts == {Part.FITTING: 12, Part.ASKED: 0}
    assert said(progress) == "12 sopii, keneltäkään ei ole kysytty"


def test_the_asked_are_told_as_of_now_and_not_as_the_decision_saw_them() -> None:
    progress = Progress(need(), QUARTER, Tried(asked=2), last=replace(LAST, asked_before=9))

    assert summary(progress).counts[Part.ASKED] == 2


@pytest.mark.parametrize(
    ("progress", "opening", "sentence"),
    [
        (Progress(need(), QUARTER), Opening.NOT_YET, "Ketään ei ole vielä valittu"),
        (
            Progress(need(), QUARTER, last=Decision(refusals={Reason.AREA: 4})),
            Opening.NOBODY_FITS,
            "Kukaan lähellä ei sovi",
        ),
        (
            Progress(need(), QUARTER, Tried(asked=1, silent=1), last=Decision()),
            Opening.NOBODY_FITS,
            "Kukaan lähellä ei sovi, 1 on saanut kysymyksen, 1 ei vastannut",
        ),
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
            "Tehtävä ei ole vapaaehtoisille",
        ),
    ],
)
def test_where_nobody_fits_the_sentence_begins_with_why(
    progress: Progress, opening: Opening, sentence: str
) -> None:
    assert summary(progress).opening is opening
    assert said(progress) == sentence


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
