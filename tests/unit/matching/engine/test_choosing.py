"""The choice for a batch: everyone at most once, the cheapest all together, in any order."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import fsum
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services.matching.engine.model import Helper, Wanted
from services.matching.engine.rules.assigning import Graph, assign
from services.matching.engine.rules.choosing import Chosen, Wish, choose
from services.matching.engine.rules.eligibility import why_not
from services.matching.engine.rules.index import Found, Index
from services.matching.engine.rules.weighing.formula import UNSERVED_MINUTES
from shared.contracts.words import Category, Urgency
from tests.support.matching.engine.building import helper, helpers, north, wish, wishes

rosters = some.lists(helpers, max_size=9, unique_by=lambda one: one.number)
batches = some.lists(some.builds(Wish, wishes, some.integers(1, 3)), max_size=6)


def chosen(roster: Sequence[Helper], *batch: Wish) -> Sequence[Chosen]:
    return choose(batch, Index.of(roster), assign).chosen


def asked(outcome: Chosen) -> list[int]:
    return [pick.number for pick in outcome.picks]


def served(outcomes: Sequence[Chosen]) -> int:
    return sum(bool(outcome.picks) for outcome in outcomes)


def total(outcomes: Sequence[Chosen]) -> float:
    return fsum(pick.cost for outcome in outcomes for pick in outcome.picks)


def test_the_nearer_of_two_equals_is_asked() -> None:
    (outcome,) = chosen([helper(1, place=north(9)), helper(2)], Wish(wish(), 1))

    assert asked(outcome) == [2]


def test_two_needs_share_two_manyso_that_both_are_served() -> None:
    """The first need's nearest helper is the only one for the second."""
    versatile = helper(1, categories=frozenset({Category.GROCERIES, Category.PHARMACY}))
    shopper = helper(2, place=north(15))

    outcomes = chosen(
        [versatile, shopper], Wish(wish(), 1), Wish(wish(category=Category.PHARMACY), 1)
    )

    assert [asked(outcome) for outcome in outcomes] == [[2], [1]]


def test_the_urgent_need_comes_first_when_there_is_one_helper() -> None:
    later, today = wish(urgency=Urgency.NO_HURRY), wish(urgency=Urgency.TODAY)

    outcomes = chosen([helper()], Wish(later, 1), Wish(today, 1))

    assert [asked(outcome) for outcome in outcomes] == [[], [1]]
    assert outcomes[0].is_outbid
    assert not outcomes[1].is_outbid


def test_several_seats_take_several_helpers() -> None:
    (outcome,) = chosen([helper(1), helper(2, place=north(1)), helper(3)], Wish(wish(), 2))

    assert asked(outcome) == [1, 3]


def test_the_helper_of_the_series_is_asked_though_others_are_nearer() -> None:
    roster = [helper(1), helper(2, place=north(20))]

    (outcome,) = chosen(roster, Wish(wish(usual=2), 1))
    (without,) = chosen(roster, Wish(wish(usual=2, asked=frozenset({2})), 1))

    assert (asked(outcome), asked(without)) == ([2], [1])


def test_equal_manyare_asked_by_roster_number() -> None:
    roster = [helper(number) for number in (5, 3, 9)]

    (outcome,) = chosen(roster, Wish(wish(), 1))

    assert asked(outcome) == [3]


def test_nobody_on_the_roster_and_nothing_to_do_are_no_trouble() -> None:
    (nobody,) = chosen([], Wish(wish(), 3))

    assert (asked(nobody), nobody.is_outbid) == ([], False)
    assert chosen([helper()]) == []


@pytest.mark.long
@given(rosters, batches)
def test_only_those_who_may_are_asked_and_each_about_one_need(
    roster: list[Helper], batch: list[Wish]
) -> None:
    outcomes = chosen(roster, *batch)

    by_number = {one.number: one for one in roster}
    everyone = [number for outcome in outcomes for number in asked(outcome)]
    assert len(everyone) == len(set(everyone))
    for each, outcome in zip(batch, outcomes, strict=True):
        assert len(outcome.picks) <= each.seats
        assert all(why_not(by_number[number], each.need) is None for number in asked(outcome))
        able = [one for one in roster if why_not(one, each.need) is None]
        assert bool(outcome.picks or outcome.is_outbid) == bool(able)


@pytest.mark.long
@given(rosters, batches, some.randoms(use_true_random=False))
def test_the_order_of_needs_and_roster_changes_nothing(
    roster: list[Helper], batch: list[Wish], random: Random
) -> None:
    single = [replace(each, seats=1) for each in batch]
    before = chosen(roster, *single)

    after = chosen(random.sample(roster, len(roster)), *random.sample(single, len(single)))

    assert served(before) == served(after)
    assert total(before) == pytest.approx(total(after))


def crowd(random: Random, many: int) -> list[Helper]:
    """Make people around one place, of different habits; some do only one of two things."""
    return [
        helper(
            number,
            place=north(random.uniform(0, 30)),
            categories=frozenset(random.choices((Category.GROCERIES, Category.PHARMACY), k=2)),
            asked=9,
            accepted=random.randint(0, 9),
        )
        for number in range(1, many + 1)
    ]


def crowded(random: Random, many: int) -> list[Wanted]:
    kinds = random.choices((Category.GROCERIES, Category.PHARMACY), (4, 1), k=many)
    return [wish(category=kind, urgency=random.choice(list(Urgency))) for kind in kinds]


@pytest.mark.long
@settings(max_examples=25)
@given(some.randoms(use_true_random=False), some.integers(30, 160), some.integers(20, 100))
def test_nobody_outside_of_the_lines_could_improve_the_choice(
    random: Random, many: int, needs: int
) -> None:
    """Many ask in one place, so that lines of the nearest twenty hold the same people."""
    index, wanted = Index.of(crowd(random, many)), crowded(random, needs)

    choice = choose([Wish(need, 1) for need in wanted], index, assign)

    everyone = index.cheapest_of_all(wanted, many)
    numbers = {number: at for at, number in enumerate(sorted(numbers_in(everyone)))}
    complete = assign(
        Graph(
            starts=[0, *accumulate(len(line.numbers) for line in everyone)],
            helpers=[numbers[number] for line in everyone for number in line.numbers],
            costs=[cost for line in everyone for cost in line.costs],
            capacities=[1] * len(numbers),
            unserved=[UNSERVED_MINUTES[need.urgency] for need in wanted],
        )
    )
    left = [
        UNSERVED_MINUTES[need.urgency]
        for need, outcome in zip(wanted, choice.chosen, strict=True)
        if not outcome.picks
    ]
    assert total(choice.chosen) + sum(left) == pytest.approx(complete.total)


def numbers_in(lines: Sequence[Found]) -> set[int]:
    return {number for line in lines for number in line.numbers}


def test_nobody_seems_scarce_where_there_are_enough_beyond_the_line() -> None:
    roster = [helper(number) for number in range(1, 121)]

    choice = choose([Wish(wish(), 1)] * 60, Index.of(roster), assign)

    assert served(choice.chosen) == 60
    assert set(choice.duals.values()) == {0.0}


def test_a_need_that_nobody_may_serve_holds_up_no_other() -> None:
    nobodys: Wanted = wish(category=Category.TRANSPORT)

    outcomes = chosen([helper()], Wish(nobodys, 1), Wish(wish(), 1))

    assert [asked(outcome) for outcome in outcomes] == [[], [1]]


def test_the_usual_helper_teaches_no_price() -> None:
    """Two needs of one series want the same person, whom nobody can replace."""
    both = [Wish(wish(usual=1), 1), Wish(wish(usual=1), 1), Wish(wish(), 1)]

    choice = choose(both, Index.of([helper(number) for number in range(1, 9)]), assign)

    assert 1 not in choice.duals
    assert set(choice.duals.values()) == {0.0}
