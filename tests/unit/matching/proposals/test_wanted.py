"""What is looked for when a need's turn comes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.matching.engine.model import (
    Place,
    QuietHours,
    minute_of,
)
from services.matching.engine.rules.policy import Policy
from services.matching.needs.model import Need
from services.matching.proposals.model import Turn
from services.matching.proposals.rules.next_step import HandOver, Search, Wait, first_step
from services.matching.proposals.rules.wanted import Moment, is_for_volunteers, wanted_of
from shared.contracts.words import Category, UnmatchedReason, Urgency
from tests.support.matching.needs.building import need

HELSINKI = ZoneInfo("Europe/Helsinki")
QUIET = Policy(quiet_hours=QuietHours())
ONE_MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int = 0) -> Moment:
    local = datetime(2026, 11, 25, hour, minute, tzinfo=HELSINKI)
    return Moment(local.astimezone(UTC), local)


def turn(new: Need | None = None) -> Turn:
    return Turn(new or need(urgency=Urgency.WITHIN_A_WEEK), waited=ONE_MINUTE)


@pytest.mark.parametrize(
    "closed",
    [
        need(category=None),
        need(volunteer_allowed=False),
        need(category=Category.CRISIS_SUPPORT),
        need(category=Category.YOUTH_WORK),
        need(also=(Category.YOUTH_WORK,)),
        need(also=(Category.PHARMACY, "moon_walks")),
    ],
)
def test_what_is_not_for_volunteers_is_handed_over_unsearched(closed: Need) -> None:
    step = first_step(turn(closed), QUIET, at(12), usual_is_free=False)

    assert not is_for_volunteers(closed)
    assert wanted_of(turn(closed), None, QUIET, at(12)) is None
    assert isinstance(step, HandOver)
    assert (step.reason, step.look_again) == (UnmatchedReason.NOT_FOR_VOLUNTEERS, None)


@pytest.mark.parametrize(("hour", "waits"), [(20, False), (21, True), (3, True), (8, False)])
def test_what_can_wait_waits_for_the_morning(hour: int, waits: bool) -> None:
    step = first_step(turn(), QUIET, at(hour, 30), usual_is_free=False)

    assert isinstance(step, Wait if waits else Search)
    if isinstance(step, Wait):
        assert step.look_again is not None
        assert (at(hour, 30).local + step.look_again).hour == 8


def test_what_is_needed_today_is_looked_for_at_night_among_those_who_said_so() -> None:
    tonight = turn(need(urgency=Urgency.TODAY))

    wanted = wanted_of(tonight, None, QUIET, at(23))

    assert isinstance(first_step(tonight, QUIET, at(23), usual_is_free=False), Search)
    assert wanted is not None
    assert wanted.is_quiet


@pytest.mark.parametrize(
    ("category", "also", "remote", "partly_remote"),
    [
        (Category.PHONE_COMPANY, (), True, False),
        (Category.GROCERIES, (), False, False),
        (Category.GROCERIES, (Category.PHONE_COMPANY,), False, True),
        (Category.GROCERIES, (Category.PHARMACY,), False, False),
    ],
)
def test_one_helper_does_all_that_is_wanted_near_and_from_afar(
    category: Category, also: tuple[Category, ...], *, remote: bool, partly_remote: bool
) -> None:
    wanted = wanted_of(turn(need(category=category, also=also)), None, Policy(), at(12))

    assert wanted is not None
    assert (wanted.category, wanted.also) == (category, frozenset(also))
    assert (wanted.remote, wanted.partly_remote) == (remote, partly_remote)


def test_a_wish_takes_its_numbers_from_the_turn_and_the_policy() -> None:
    tried = replace(
        turn(need(urgency=Urgency.TODAY)), asked=frozenset({3}), blocked=frozenset({4}), usual=5
    )

    wanted = wanted_of(tried, Place.at(61.7, 27.3), QUIET, at(12))

    assert wanted is not None
    assert (wanted.asked, wanted.blocked, wanted.usual) == (frozenset({3}), frozenset({4}), 5)
    assert wanted.ask_limit == QUIET.ask_limit[Urgency.TODAY]
    assert wanted.minute == minute_of(at(12).now)
    assert not wanted.is_quiet
