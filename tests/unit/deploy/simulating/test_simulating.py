"""Simulated towns: repeatable, and nobody is asked beyond what they agreed to."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.simulating.ask_rules import Answers, Candidate, Seats, Way, cheapest
from deploy.simulating.behaviour import TOWN, Answer, Asked, Behaviour
from deploy.simulating.compared_ways import OURS, WAYS
from deploy.simulating.comparison import compare
from deploy.simulating.figures import figures, gini, quantile
from deploy.simulating.results import Result
from deploy.simulating.roster import fitting
from deploy.simulating.simulation import WEEK, Run, simulate
from deploy.simulating.worlds import NAMES, Size, World, make
from services.matching.engine.rules.policy import Policy, SearchState
from shared.contracts.words import Urgency

SMALL = Size(volunteers=150, requests_per_day=30, days=3)


def town(seed: int = 1, size: Size = SMALL) -> World:
    return make("mikkeli", size, seed)


def run(world: World, way: Way) -> Run:
    return Run(world, way, fitting(world), lambda: None)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_makes_the_same_world(name: str) -> None:
    assert make(name, SMALL, 3) == make(name, SMALL, 3)
    assert make(name, SMALL, 3) != make(name, SMALL, 4)


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
def test_the_same_seed_gives_the_same_result(name: str) -> None:
    assert simulate(town(), WAYS[name]) == simulate(town(), WAYS[name])


def test_more_volunteers_do_not_change_the_requests() -> None:
    assert town().requests == town(size=replace(SMALL, volunteers=300)).requests
    assert town().people == town(size=replace(SMALL, volunteers=300)).people[:150]


def test_requests_come_as_often_as_was_asked_for() -> None:
    many = make("mikkeli", Size(0, 400, 10), 1)

    assert len(many.requests) == pytest.approx(4000, rel=0.05)
    by_hour = Counter(int(request.minute // 60) % 24 for request in many.requests)
    assert by_hour[9] > 5 * by_hour[3]


@pytest.mark.parametrize("name", WAYS)
def test_without_volunteers_every_request_stays_open(name: str) -> None:
    result = simulate(town(size=replace(SMALL, volunteers=0)), WAYS[name])

    assert all(outcome.waited is None for outcome in result.outcomes)
    assert figures(result).filled == 0
    assert isnan(figures(result).median_wait)


def test_without_requests_nobody_is_asked() -> None:
    quiet = replace(town(), requests=())

    assert not any(simulate(quiet, WAYS["broadcast-10"]).notices)


@pytest.mark.parametrize("name", WAYS)
def test_every_request_ends_once_and_is_told(name: str) -> None:
    ended = []

    result = simulate(town(), WAYS[name], on_request=lambda: ended.append(1))

    assert len(ended) == len(result.outcomes) == len(town().requests)


@pytest.mark.parametrize("name", WAYS)
def test_nobody_is_found_after_the_deadline(name: str) -> None:
    world = town()

    for request, outcome in zip(world.requests, simulate(world, WAYS[name]).outcomes, strict=True):
        if outcome.waited is not None:
            assert 0 < outcome.waited <= request.deadline - request.minute


@pytest.mark.long
@settings(max_examples=12)
@given(name=st.sampled_from(sorted(OURS)), seed=st.integers(0, 10**6), people=st.integers(1, 60))
def test_nobody_is_asked_while_their_week_is_full_or_too_often(
    name: str, seed: int, people: int
) -> None:
    world = make("mikkeli", Size(people, 60, 4), seed)
    way = WAYS[name]

    result = simulate(world, way)

    assert result.over_cap == 0
    most = max(way.policy.ask_limit.values())
    caps = [one.helper.weekly_cap for one in world.people if one.helper.on_duty]
    for times, tasks, cap in zip(result.notices, result.tasks, caps, strict=True):
        assert tasks <= 2 * cap  # four days of requests and their deadlines touch two weeks
        for first in times:
            day = sum(first <= at < first + way.policy.forget_minutes - 1 for at in times)
            assert day <= most + 1


def test_a_week_after_a_task_there_is_room_again() -> None:
    running = run(town(), WAYS["recommended"])

    running.result()

    assert running.now > WEEK
    assert any(member.tasks for member in running.members)
    assert {member.helper.load for member in running.members} == {0}


def test_what_someone_would_answer_does_not_depend_on_the_way_of_asking() -> None:
    world = town()
    one, other = run(world, WAYS["nearest"]), run(world, WAYS["waves"])

    assert _mood(one) == _mood(other)


def _mood(running: Run) -> Answer:
    asked = Asked(2.0, Urgency.TODAY, 0.0)
    return running._mood(running.searches[3], running.members[7], asked)  # noqa: SLF001


def test_tired_and_distant_people_say_yes_less_often() -> None:
    def chance(km: float, fatigue: float) -> float:
        return TOWN.chance(0.5, Asked(km, Urgency.NO_HURRY, fatigue))

    assert chance(1, 0) > chance(10, 0) > chance(10, 3)


def test_whoever_would_not_answer_is_replaced_when_the_ask_has_lapsed() -> None:
    never = Behaviour(lambda _, __: 0.0, lambda _: 0.5, median_minutes=5, silent=1.0)
    world = replace(town(), behaviour=never)

    result = simulate(world, Seats("one", WAYS["one-at-a-time"].policy, cheapest))

    of_today = [one.notices for one in result.outcomes if one.urgency is Urgency.TODAY]
    assert max(of_today) == 120 / Policy().lifetimes[Urgency.TODAY]


@pytest.mark.long
def test_waves_ask_more_people_where_fewer_say_yes() -> None:
    world = make("dense", Size(1500, 60, 1), 1)
    eager = replace(world, behaviour=replace(world.behaviour, chance=lambda *_: 0.9))

    reluctant, willing = compare([world], [WAYS["waves"]]), compare([eager], [WAYS["waves"]])

    assert reluctant[0].figures.notices_per_fill > 2 * willing[0].figures.notices_per_fill


def test_a_wave_is_larger_when_fewer_have_said_yes_than_expected() -> None:
    line = [Candidate(number, 1.0, 10.0, 0.3, 0) for number in range(40)]
    nobody_asked = SearchState(urgency=Urgency.TODAY, waited=timedelta(), open_now=0)

    as_expected = WAYS["waves"].picks(nobody_asked, line, Answers(expected=10, given=10))
    fewer = WAYS["waves"].picks(nobody_asked, line, Answers(expected=10, given=2))

    assert len(as_expected) == 4  # 1 - 0.7 ** 4 is the first above 0.7
    assert len(fewer) == 15


def test_the_gini_coefficient_is_the_known_one() -> None:
    assert gini([1, 1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([0, 0]) == gini([]) == 0


def test_a_quantile_is_a_value_that_occurred() -> None:
    assert quantile([1, 2, 3, 4], 0.5) == 2
    assert quantile([1, 2, 3, 4], 0.95) == 4
    assert isnan(quantile([], 0.5))


def test_most_asks_a_week_count_any_seven_days() -> None:
    day = 24 * 60.0
    result = Result((), ((0.0, 6 * day, 8 * day, 9 * day, 30 * day),), (0,), 0, 0)

    assert figures(result).most_notices_a_week == 3
