"""Why these and not others."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.matching.engine.model import Reason
from services.matching.engine.rules.assigning import assign
from services.matching.engine.rules.choosing import Wish, choose
from services.matching.engine.rules.index import Index
from services.matching.engine.rules.policy import LOOK_AGAIN
from services.matching.proposals.model import Turn
from services.matching.proposals.rows import read, written
from services.matching.proposals.rules.explaining import (
    NEXT_BEST,
    decision_of,
    decision_to_hand_over,
    expected_minutes,
)
from services.matching.proposals.rules.next_step import hand_over
from shared.contracts.words import UnmatchedReason
from tests.support.matching.engine.building import helper, north, wish
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision

QUARTER = timedelta(minutes=15)


def test_a_choice_names_who_is_asked_who_is_next_and_what_each_costs() -> None:
    roster = Index.of([helper(n, place=north(n)) for n in range(1, 8)])
    wanted = wish(asked=frozenset({99}))
    (chosen,) = choose([Wish(wanted, 2)], roster, assign).chosen
    turn = Turn(need(), waited=QUARTER, asked=frozenset({99}), declined=1)

    made = decision_of(turn, wanted, chosen, QUARTER, roster)

    assert [one.number for one in made.asked] == [1, 2]
    assert [one.number for one in made.next_best] == [3, 4, 5][:NEXT_BEST]
    assert (made.fitting, made.asked_before, made.declined) == (7, 1, 1)
    assert made.asked[0].cost.total == pytest.approx(chosen.picks[0].cost)
    assert made.asked[0].cost.distance == pytest.approx(0.5, rel=0.01)


def test_what_is_written_reads_back() -> None:
    assert read(written(decision())) == decision()


def test_a_hand_over_counts_the_refusals() -> None:
    refusals = {Reason.AREA: 4, Reason.AT_WEEKLY_CAP: 2, Reason.ASKED_BEFORE: 3}
    turn = Turn(need(), waited=QUARTER, asked=frozenset({1, 2, 3}))

    step = hand_over(turn, refusals)
    made = decision_to_hand_over(turn, step)

    assert step.reason is UnmatchedReason.EVERYONE_ASKED
    assert (step.considered, step.at_their_cap, step.look_again) == (5, 2, LOOK_AGAIN)
    assert (made.fitting, made.at_cap, made.asked, made.refusals) == (5, 2, (), refusals)
    assert hand_over(Turn(need(), QUARTER), {Reason.AREA: 4}).look_again is None


@given(some.lists(some.floats(0.05, 0.95), min_size=1, max_size=5))
def test_more_asks_never_lengthen_the_wait(chances: list[float]) -> None:
    fewer, more = expected_minutes(chances, QUARTER), expected_minutes([*chances, 0.5], QUARTER)

    assert fewer is not None
    assert more is not None
    assert more <= fewer
    assert expected_minutes([], QUARTER) is None
