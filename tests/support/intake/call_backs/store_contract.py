"""How a store keeps call-backs."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.call_backs.model import IDLE, CallBack, CallBackId
from services.intake.call_backs.rules import still_rung
from services.intake.calls.model.call import Again, CallId, Ending
from services.intake.calls.use_cases.end import end_call
from services.intake.requests.model import RequestId
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Language
from tests.support.intake.calls.store_contract import begun
from tests.support.intake.store_world import StoreWorld

WHOM = {"phone": "040 123 4567", "first_name": "Aino", "language": "sv", "agreed": "Ovikoodi"}
HOUR = timedelta(hours=1)


async def promised(world: StoreWorld, request_id: RequestId | None = None) -> CallBackId:
    """End a call with a promise to ring in an hour; gives its call-back."""
    call_id, _ = await begun(world)
    again = Again(await world.now() + HOUR, WHOM)
    await ended(world, call_id, Ending(CallOutcome.CALL_BACK, request_id, again=again))
    return CallBackId(call_id)


async def ended(world: StoreWorld, call_id: CallId, ending: Ending) -> None:
    async with world.store.begin() as work:
        call = await work.calls.lock(call_id)
        assert call is not None
        await end_call(work, call, ending)


async def rung(world: StoreWorld, call_back_id: CallBackId) -> CallId:
    """Take one by a call that goes on."""
    call_id, _ = await begun(world)
    async with world.store.begin() as work:
        assert await work.call_backs.lock(call_back_id) is not None
        await work.call_backs.take(call_back_id, call_id)
    return call_id


async def waiting(world: StoreWorld) -> list[CallBack]:
    async with world.store.begin() as work:
        return [*await work.call_backs.waiting(5)]


class CallBacksContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_was_promised_is_listed_without_whom_and_opens_when_it_is_held(
        self, world: StoreWorld
    ) -> None:
        later, sooner = await promised(world), await promised(world)
        again = Again(await world.now())
        await ended(world, await rung(world, later), Ending(CallOutcome.NO_ANSWER, again=again))
        async with world.store.begin() as work:
            held = await work.call_backs.lock(sooner)

        listed = await waiting(world)

        assert [line.id for line in listed] == [later, sooner]
        assert [(line.language, line.fields) for line in listed] == [(Language.SWEDISH, {})] * 2
        assert held is not None
        assert held.fields == WHOM

    async def test_it_is_theirs_who_took_it_until_their_call_ends_or_is_idle(
        self, world: StoreWorld
    ) -> None:
        owed = await promised(world)
        call_id = await rung(world, owed)

        (taken,) = await waiting(world)
        await world.pass_time(IDLE)
        (idle,) = await waiting(world)

        ringing = still_rung(taken.ringing, await world.now() - IDLE)
        assert ringing is not None
        assert (ringing.call_id, ringing.who.startswith("Kaisa")) == (call_id, True)
        assert still_rung(idle.ringing, await world.now()) is None

    @pytest.mark.parametrize(
        "outcome", [CallOutcome.NO_ANSWER, CallOutcome.BROKEN_OFF, CallOutcome.SILENT]
    )
    async def test_nobody_reached_is_an_attempt_with_its_next_time(
        self, world: StoreWorld, outcome: CallOutcome
    ) -> None:
        owed = await promised(world)
        call_id, next_time = await rung(world, owed), await world.now() + 3 * HOUR

        await ended(world, call_id, Ending(outcome, again=Again(next_time)))

        (line,) = await waiting(world)
        assert (line.id, line.attempts, line.due_at, line.ringing) == (owed, 1, next_time, None)
        async with world.store.begin() as work:
            held = await work.call_backs.lock(owed)
        assert held is not None
        assert held.fields == WHOM

    @pytest.mark.parametrize("outcome", [CallOutcome.ADVISED, CallOutcome.WRONG_NUMBER])
    async def test_it_is_closed_by_the_outcome_of_its_call(
        self, world: StoreWorld, outcome: CallOutcome
    ) -> None:
        owed = await promised(world)

        await ended(world, await rung(world, owed), Ending(outcome))

        assert await waiting(world) == []
        async with world.store.begin() as work:
            assert await work.call_backs.lock(owed) is None

    async def test_a_new_promise_takes_the_place_of_the_one_that_was_rung(
        self, world: StoreWorld
    ) -> None:
        call_id = await rung(world, await promised(world))
        again = Again(await world.now() + 2 * HOUR, WHOM)

        await ended(world, call_id, Ending(CallOutcome.CALL_BACK, again=again))

        assert [(line.id, line.attempts) for line in await waiting(world)] == [
            (CallBackId(call_id), 0)
        ]

    async def test_a_call_that_ended_by_itself_still_owes_it(self, world: StoreWorld) -> None:
        owed = await promised(world)

        await ended(world, await rung(world, owed), Ending(CallOutcome.UNFINISHED))

        (line,) = await waiting(world)
        assert (line.id, line.attempts, still_rung(line.ringing, await world.now())) == (
            owed,
            0,
            None,
        )

    async def test_taken_by_another_meanwhile_it_is_not_closed_by_the_first(
        self, world: StoreWorld
    ) -> None:
        owed = await promised(world)
        first, second = await rung(world, owed), await rung(world, owed)

        await ended(world, first, Ending(CallOutcome.ADVISED))

        (line,) = await waiting(world)
        assert line.ringing is not None
        assert line.ringing.call_id == second

    async def test_one_that_nobody_knows_is_not_owed(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            assert await work.call_backs.lock(CallBackId(uuid4())) is None

    async def test_of_a_call_with_a_request_it_is_kept_beside_that(self, world: StoreWorld) -> None:
        new = await world.add_request()
        owed = await promised(world, RequestId(new.id))

        async with world.store.begin() as work:
            held = await work.call_backs.lock(owed)

        assert held is not None
        assert held.fields == WHOM
