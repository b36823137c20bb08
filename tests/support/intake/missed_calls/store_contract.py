"""How a store keeps missed calls."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.calls.model.call import Again, CallId, Ending
from services.intake.missed_calls.model import (
    RINGS,
    Caller,
    Kind,
    MissedCall,
    MissedCallId,
    News,
    Rang,
    Returned,
    Unanswered,
    UnansweredId,
)
from shared.activation import Activation
from shared.contracts.call_words import CallDirection, CallOutcome
from tests.support.activations import ACTIVATION, EXERCISE
from tests.support.intake.call_backs.store_contract import ended
from tests.support.intake.store_world import StoreWorld

AINO, VEIKKO = Caller(Kind.NUMBER, "+358401234567"), Caller(Kind.NUMBER, "+358507654321")
CALL = "a" * 64


def who(caller: Caller) -> str:
    return caller.number[-1] * 64


async def rang(
    world: StoreWorld,
    caller: Caller = AINO,
    *,
    is_missed: bool = True,
    ago: timedelta = timedelta(0),
    is_another: bool = True,
) -> None:
    at = await world.now() - ago
    said = Rang(caller, who(caller), at, "apunumero", is_missed, is_another)
    async with world.store.begin() as work:
        await work.missed_calls.note(MissedCallId(uuid4()), said, RINGS)


async def listed(world: StoreWorld) -> list[MissedCall]:
    async with world.store.begin() as work:
        return [*await work.missed_calls.waiting(RINGS, 5)]


async def taken(
    world: StoreWorld,
    missed_id: MissedCallId,
    direction: CallDirection = CallDirection.OUTBOUND,
    activation: Activation = ACTIVATION,
) -> CallId:
    """Take one by a call that goes on."""
    call_id, staff_id = CallId(uuid4()), await world.add_staff(f"Kaisa {uuid4()}")
    async with world.store.begin() as work:
        assert await work.missed_calls.lock(missed_id) is not None
        await work.calls.open(call_id, staff_id, direction, activation)
        await work.missed_calls.take(missed_id, call_id)
    return call_id


async def unanswered(world: StoreWorld, caller: Caller = AINO) -> UnansweredId:
    """Ring, and be told of as a call of an exercise."""
    at, new_id = await world.now(), UnansweredId(uuid4())
    said = Rang(caller, who(caller), at)
    async with world.store.begin() as work:
        line = await work.missed_calls.note(MissedCallId(uuid4()), said, RINGS)
        call = Unanswered(new_id, at, in_hours=True, activation=EXERCISE)
        await work.missed_calls.count(line, call)
    return new_id


async def followed(world: StoreWorld, call_id: CallId, ending: Ending) -> list[Returned]:
    """Tell of the end of a call."""
    async with world.store.begin() as work:
        call = await work.calls.lock(call_id)
        assert call is not None
        return [*await work.missed_calls.follow(call, ending)]


class MissedCallsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_ten_calls_of_one_number_are_one_line_with_their_count(
        self, world: StoreWorld
    ) -> None:
        for _ in range(10):
            await rang(world)
        await rang(world, VEIKKO)

        assert sorted(line.times for line in await listed(world)) == [1, 10]

    async def test_the_number_opens_when_it_is_held_and_is_in_no_list(
        self, world: StoreWorld
    ) -> None:
        await rang(world)
        (line,) = await listed(world)

        async with world.store.begin() as work:
            held = await work.missed_calls.lock(line.id)

        assert held is not None
        assert (line.number, held.number, held.line) == ("", AINO.number, "apunumero")

    async def test_the_same_notice_is_news_once_and_what_is_missed_rings_no_more(
        self, world: StoreWorld
    ) -> None:
        async with world.store.begin() as work:
            told = work.missed_calls.told
            news = [
                await told(CALL, is_missed=is_missed) for is_missed in (False, False, True, True)
            ]
            late = [await told("b" * 64, is_missed=is_missed) for is_missed in (True, False)]

        assert news == [News.RANG, News.NONE, News.TURNED, News.NONE]
        assert late == [News.RANG, News.NONE]

    async def test_what_rings_is_first_and_is_seen_for_two_minutes_unless_it_was_missed(
        self, world: StoreWorld
    ) -> None:
        await rang(world, VEIKKO)
        await rang(world, is_missed=False)
        ringing = [line.is_missed for line in await listed(world)]

        await world.pass_time(RINGS)
        answered = [line.is_missed for line in await listed(world)]
        await rang(world, is_another=False)

        assert (ringing, answered) == ([False, True], [True])
        assert [(line.is_missed, line.times) for line in await listed(world)] == [(True, 1)] * 2

    async def test_what_rang_and_was_answered_is_not_counted_with_what_rings_now(
        self, world: StoreWorld
    ) -> None:
        await rang(world, is_missed=False)
        await rang(world, is_missed=False)
        await world.pass_time(RINGS)

        await rang(world, is_missed=False)

        assert [line.times for line in await listed(world)] == [1]

    @pytest.mark.parametrize(
        ("direction", "outcome", "left"),
        [
            (CallDirection.OUTBOUND, CallOutcome.ADVISED, []),
            (CallDirection.OUTBOUND, CallOutcome.NO_ANSWER, [1]),
            (CallDirection.OUTBOUND, CallOutcome.UNFINISHED, [0]),
            (CallDirection.INBOUND, CallOutcome.SILENT, []),
        ],
    )
    async def test_the_outcome_of_its_call_closes_it_or_it_is_tried_again(
        self, world: StoreWorld, direction: CallDirection, outcome: CallOutcome, left: list[int]
    ) -> None:
        await rang(world)
        (line,) = await listed(world)
        call_id = await taken(world, line.id, direction)
        tries = {CallOutcome.NO_ANSWER, CallOutcome.SILENT}
        again = Again(await world.now()) if outcome in tries else None

        await ended(world, call_id, Ending(outcome, again=again))

        assert [line.attempts for line in await listed(world)] == left

    @pytest.mark.parametrize(
        ("outcome", "returned"),
        [
            (CallOutcome.ADVISED, 2),
            (CallOutcome.NO_ANSWER, 0),
            (CallOutcome.WRONG_NUMBER, 0),
            (CallOutcome.UNFINISHED, 0),
        ],
    )
    async def test_whoever_is_rung_back_is_returned_once_with_all_their_calls(
        self, world: StoreWorld, outcome: CallOutcome, returned: int
    ) -> None:
        calls = {await unanswered(world), await unanswered(world)}
        await unanswered(world, VEIKKO)
        line = next(each for each in await listed(world) if each.times == len(calls))
        call_id = await taken(world, line.id)
        again = Again(await world.now()) if outcome is CallOutcome.NO_ANSWER else None

        back = await followed(world, call_id, Ending(outcome, again=again))
        after = await followed(world, call_id, Ending(outcome, again=again))

        assert {each.id for each in back} == (calls if returned else set())
        assert after == []
        assert all(each.activation == EXERCISE for each in back)

    async def test_after_it_was_closed_the_same_number_opens_a_line_anew(
        self, world: StoreWorld
    ) -> None:
        await rang(world)
        (line,) = await listed(world)
        async with world.store.begin() as work:
            await work.missed_calls.close(line.id)

        await rang(world)

        (again,) = await listed(world)
        assert (again.id != line.id, again.times) == (True, 1)
