"""How a store keeps calls."""

from datetime import timedelta
from uuid import uuid4

from services.intake.calls.model.call import LEFT, Call, CallId, Ending, Kept, Step
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from tests.support.activations import ACTIVATION
from tests.support.intake.store_world import StoreWorld

TYPED = {"phone": "040 123", "text": "Maitoa ja leipää"}


async def begun(world: StoreWorld) -> tuple[CallId, StaffId]:
    call_id, staff_id = CallId(uuid4()), await world.add_staff(f"Kaisa {uuid4()}")
    async with world.store.begin() as work:
        await work.calls.open(call_id, staff_id, CallDirection.INBOUND, ACTIVATION)
        await work.calls.note(call_id, staff_id, Step.OPENED)
    return call_id, staff_id


async def read(world: StoreWorld, call_id: CallId) -> Call:
    async with world.store.begin() as work:
        found = await work.calls.read(call_id)
    assert found is not None
    return found


async def end(world: StoreWorld, call_id: CallId, ending: Ending) -> int:
    async with world.store.begin() as work:
        call = await work.calls.lock(call_id)
        assert call is not None
        return await work.calls.end(call, ending)


class CallsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_is_typed_in_a_call_comes_back_and_each_keeping_has_a_number(
        self, world: StoreWorld
    ) -> None:
        call_id, staff_id = await begun(world)
        async with world.store.begin() as work:
            for fields in ({"phone": "0"}, TYPED):
                await work.calls.keep(call_id, Kept(fields))
            (listed,) = await work.calls.going_on(5)

        call = await read(world, call_id)
        assert (call.staff_id, call.version, call.fields) == (staff_id, 2, TYPED)
        assert call.holder.startswith("Kaisa")
        assert (listed.id, listed.fields) == (call_id, {})

    async def test_the_notice_that_was_said_last_of_all_counts_unless_it_was_said_before(
        self, world: StoreWorld
    ) -> None:
        at_once, before = [(await begun(world))[0] for _ in range(2)]
        async with world.store.begin() as work:
            await work.calls.keep(before, Kept(TYPED, "2026-11-30"))
        for call_id in (at_once, before):
            await end(world, call_id, Ending(CallOutcome.ADVISED, notice="2027-01-01"))

        assert (await read(world, at_once)).notice == "2027-01-01"
        assert (await read(world, before)).notice == "2026-11-30"

    async def test_the_notice_that_was_said_first_stays(self, world: StoreWorld) -> None:
        call_id, _ = await begun(world)

        async with world.store.begin() as work:
            for notice in (None, "2026-11-30", "2027-01-01", None):
                await work.calls.keep(call_id, Kept(TYPED, notice))

        assert (await read(world, call_id)).notice == "2026-11-30"

    async def test_a_call_is_taken_over_by_one(self, world: StoreWorld) -> None:
        call_id, kaisa = await begun(world)
        others = [await world.add_staff(f"Veli {uuid4()}") for _ in range(2)]

        async with world.store.begin() as work:
            taken = [await work.calls.take_over(call_id, one, kaisa) for one in others]

        assert taken == [True, False]
        assert (await read(world, call_id)).staff_id == others[0]

    async def test_when_a_call_ends_what_was_typed_is_gone_and_it_is_not_listed(
        self, world: StoreWorld
    ) -> None:
        call_id, kaisa = await begun(world)
        async with world.store.begin() as work:
            await work.calls.keep(call_id, Kept(TYPED))
        await world.pass_time(timedelta(seconds=90))

        seconds = await end(world, call_id, Ending(CallOutcome.ADVISED, record='{"triage": {}}'))

        call = await read(world, call_id)
        assert 90 <= seconds < 120
        assert (call.outcome, call.fields) == (CallOutcome.ADVISED, {})
        assert call.ended_at is not None
        async with world.store.begin() as work:
            assert await work.calls.going_on(5) == []
            assert not await work.calls.take_over(call_id, kaisa, kaisa)

    async def test_what_is_kept_of_a_call_with_a_request_goes_with_the_request(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        call_id, _ = await begun(world)

        await end(world, call_id, Ending(CallOutcome.ADDED, RequestId(new.id), record="{}"))

        assert (await read(world, call_id)).request_id == new.id

    async def test_a_call_without_a_word_for_a_week_is_left(self, world: StoreWorld) -> None:
        call_id, _ = await begun(world)
        await world.pass_time(LEFT + timedelta(seconds=1))
        later, _ = await begun(world)
        await end(world, later, Ending(CallOutcome.TEST))

        async with world.store.begin() as work:
            left = [call.id for call in await work.calls.left(LEFT, 5)]

        assert left == [call_id]
