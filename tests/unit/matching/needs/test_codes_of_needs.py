"""What the codes of a request count as, also those that are not known yet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import ALWAYS, Helper, Reason, Vetting
from services.matching.engine.rules.eligibility import why_not
from services.matching.engine.rules.policy import Policy
from services.matching.needs.model import Need
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.wanted import Moment, is_for_volunteers, wanted_of
from shared.contracts.words import (
    SPOKEN,
    VOLUNTEER_CATEGORIES,
    Category,
    Language,
    Urgency,
    VettingLevel,
)
from tests.support.matching.engine.building import helpers
from tests.support.matching.needs.building import need

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MOMENT = Moment(NOON, NOON)
LEVELS = {"none": Vetting.NONE, "interviewed": Vetting.INTERVIEWED, "checked": Vetting.CHECKED}
codes = some.from_regex(r"[a-z][a-z0-9_.]{0,63}", fullmatch=True)
levels = some.none() | some.sampled_from(VettingLevel) | codes


def turn(about: Need) -> Turn:
    return Turn(about, waited=timedelta())


def free(helper: Helper) -> Helper:
    """Let nothing but the vetting keep someone back."""
    return replace(
        helper,
        categories=frozenset(VOLUNTEER_CATEGORIES),
        languages=frozenset(SPOKEN),
        areas=frozenset({"491"}),
        radius_km=None,
        hours=ALWAYS,
        on_duty=True,
        in_person=True,
        remote=True,
        load=0,
        rested_at=0,
    )


@given(helpers, some.sampled_from(sorted(VOLUNTEER_CATEGORIES)), levels)
def test_nobody_is_asked_who_is_known_less_than_the_request_says(
    helper: Helper, category: Category, level: str | None
) -> None:
    wanted = wanted_of(turn(need(category=category, min_vetting=level)), None, Policy(), MOMENT)

    assert wanted is not None
    demanded = Vetting.NONE if level is None else LEVELS.get(level, Vetting.CHECKED)
    refusal = None if helper.vetting >= demanded else Reason.VETTING
    assert why_not(free(helper), wanted) is refusal


@given(some.sampled_from(sorted(VOLUNTEER_CATEGORIES)), some.sampled_from(Urgency))
def test_a_request_from_before_levels_wants_what_it_wanted(
    category: Category, urgency: Urgency
) -> None:
    before = need(category=category, urgency=urgency)
    said = replace(before, min_vetting="none")

    wants = [wanted_of(turn(each), None, Policy(), MOMENT) for each in (before, said)]

    assert wants[0] is not None
    assert wants[0].vetting is Vetting.NONE
    assert wants[0] == wants[1]


@given(codes, codes, codes)
def test_any_code_counts_as_something(category: str, urgency: str, language: str) -> None:
    said = need(category=category, urgency=urgency, language=language)

    assert is_for_volunteers(said) == (category in VOLUNTEER_CATEGORIES)
    assert said.urgency is (Urgency(urgency) if urgency in set(Urgency) else Urgency.WITHIN_2_DAYS)
    assert said.language is (Language(language) if language in set(SPOKEN) else Language.FINNISH)


@pytest.mark.parametrize("category", [*Category, None])
def test_known_codes_count_as_themselves(category: Category | None) -> None:
    assert need(category=category).category is category
    assert {need(urgency=each).urgency for each in Urgency} == set(Urgency)
    assert {need(language=each).language for each in SPOKEN} == set(SPOKEN)
    assert need(language=Language.SIMPLE_FINNISH).language is Language.FINNISH
