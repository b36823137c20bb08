"""Whether the one volunteer whom a coordinator wishes for may be asked."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.eligibility import why_not
from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import ByHand, Turn
from services.matching.proposals.rules.wish import refusal_of, rule_against
from services.matching.proposals.use_cases.ask_wished import hand_of
from shared.contracts.ask_words import OVERRIDABLE, AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.intake import RequestAssignmentRequested
from shared.contracts.words import Category, UnmatchedReason
from tests.support.matching.engine.building import MINUTE, helper, helpers, wish, wishes
from tests.support.matching.needs.building import need

NEVER: Final = frozenset(
    {AssignmentRefusal.VETTING, AssignmentRefusal.ASKED_BEFORE, AssignmentRefusal.OFF_DUTY}
)
"""What protects people: no manner passes it over, but a break by whoever is on it."""
UNMATCHED = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)


def turn(about: Need) -> Turn:
    return Turn(about, timedelta())


@pytest.mark.parametrize("about", [need(), replace(need(), state=NeedState.PROPOSED), UNMATCHED])
def test_while_it_waits_it_depends_on_the_volunteer(about: Need) -> None:
    assert refusal_of(turn(about), 5) is None


@pytest.mark.parametrize("state", [NeedState.ASSIGNED, NeedState.CLOSED])
def test_what_has_a_helper_or_is_over_does_not_wait(state: NeedState) -> None:
    assert refusal_of(turn(replace(need(), state=state)), 5) is AssignmentRefusal.NOT_WAITING


@pytest.mark.parametrize(
    "about",
    [
        need(volunteer_allowed=False),
        need(category=None),
        need(category=Category.CRISIS_SUPPORT),
        replace(
            need(volunteer_allowed=False),
            state=NeedState.UNMATCHED,
            reason=UnmatchedReason.NOT_FOR_VOLUNTEERS,
        ),
    ],
)
def test_what_is_not_for_volunteers_stays_so_whoever_wishes(about: Need) -> None:
    assert refusal_of(turn(about), 5) is AssignmentRefusal.NOT_FOR_VOLUNTEERS


def test_who_must_not_meet_reads_as_who_was_asked_before() -> None:
    told = [
        rule_against(helper(3), wish(**bent), ByHand(AskManner.FIRST))
        for bent in ({"asked": frozenset({3})}, {"blocked": frozenset({3})})
    ]

    assert told == [AssignmentRefusal.ASKED_BEFORE] * 2


ANYTHING: Final = some.builds(
    ByHand,
    manner=some.sampled_from(AskManner),
    overrides=some.frozensets(some.sampled_from(AssignmentRefusal)),
    reason=some.sampled_from(OverrideReason),
)
EVERYTHING: Final = frozenset(AssignmentRefusal)


@given(helpers, wishes, some.sampled_from(AskManner))
def test_without_an_override_whoever_is_asked_first_is_asked_by_the_rules_of_choosing(
    known: Helper, wanted: Wanted, manner: AskManner
) -> None:
    refused = rule_against(known, wanted, ByHand(manner))

    if manner is not AskManner.AGREED:
        assert (refused is None) == (why_not(known, wanted) is None)


@given(helpers, wishes, ANYTHING)
def test_no_override_beats_a_rule_that_protects_people(
    known: Helper, wanted: Wanted, hand: ByHand
) -> None:
    refused = rule_against(known, wanted, hand)

    if known.vetting < wanted.vetting:
        assert refused in NEVER
    if known.number in wanted.blocked:
        assert refused in NEVER
    if known.number in wanted.asked and hand.manner is not AskManner.AGREED:
        assert refused in NEVER
    if not known.on_duty and hand.manner is not AskManner.AGREED:
        assert refused is not None


@given(helpers, wishes, some.sampled_from(AskManner))
def test_what_is_refused_with_everything_passed_over_may_never_be(
    known: Helper, wanted: Wanted, manner: AskManner
) -> None:
    refused = rule_against(known, wanted, ByHand(manner, EVERYTHING))

    assert refused is None or refused not in OVERRIDABLE[manner]


@given(helpers, wishes, ANYTHING)
def test_passing_over_the_rules_that_are_named_one_after_the_other_comes_to_an_end(
    known: Helper, wanted: Wanted, hand: ByHand
) -> None:
    passed: frozenset[AssignmentRefusal] = frozenset()
    while (refused := rule_against(known, wanted, replace(hand, overrides=passed))) is not None:
        assert refused not in passed
        if refused not in OVERRIDABLE[hand.manner]:
            # a rule that cannot be passed over is told first, so nothing was passed over in vain
            assert passed == frozenset()
            return
        passed |= {refused}

    assert rule_against(known, wanted, ByHand(hand.manner, EVERYTHING)) is None


def test_whoever_said_yes_at_night_after_many_asks_is_not_too_much_asked() -> None:
    tired = helper(3, rested_at=MINUTE + 9 * 1440)
    at_night = wish(is_quiet=True, asked=frozenset({3}))

    assert rule_against(tired, at_night, ByHand(AskManner.AGREED)) is None
    assert rule_against(tired, at_night, ByHand(AskManner.FIRST)) is not None


def test_codes_of_a_later_version_pass_over_nothing_and_ask_beside() -> None:
    said = RequestAssignmentRequested(
        wish_id=uuid4(),
        request_id=uuid4(),
        volunteer_number=3,
        staff_id=uuid4(),
        manner="by_drone",
        overrides=("area", "gravity"),
        override_reason="because",
    )

    assert hand_of(said) == ByHand(AskManner.BESIDE, frozenset({AssignmentRefusal.AREA}), None)
