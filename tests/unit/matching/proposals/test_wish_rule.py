"""Whether the one volunteer whom a coordinator wishes for may be asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.needs.model import Need, NeedState
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.wish import refusal_of
from shared.contracts.words import AssignmentRefusal, Category, UnmatchedReason
from tests.support.matching.needs.building import need

UNMATCHED = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)


def turn(about: Need) -> Turn:
    return Turn(about, timedelta(), asked=frozenset({3}), blocked=frozenset({4}))


@pytest.mark.parametrize("about", [need(), replace(need(), state=NeedState.PROPOSED), UNMATCHED])
def test_whoever_was_not_asked_may_be_asked_while_it_waits(about: Need) -> None:
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
    told = [refusal_of(turn(need()), number) for number in (3, 4)]

    assert told == [AssignmentRefusal.ASKED_BEFORE] * 2
