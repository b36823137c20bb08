"""What a store of who does what now must do."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.calls.model.call import CallId, Ending, Kept
from services.intake.shifts.model import Doing
from services.intake.shifts.rules import IDLE
from services.intake.staff.model import Session, StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.activations import ACTIVATION
from tests.support.intake.store_world import DAY, StoreWorld

ALMOST = IDLE - timedelta(minutes=1)


class ShiftsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_the_last_thing_that_somebody_said_counts(self, world: StoreWorld) -> None:
        kaisa, viivi = await _at_work(world, "kaisa"), await _at_work(world, "viivi")

        await _say(world, kaisa, Doing.AT_PHONE)
        await _say(world, viivi, Doing.AT_PHONE)
        await _say(world, viivi, Doing.ON_BREAK)

        assert await _now(world) == {kaisa: Doing.AT_PHONE, viivi: Doing.ON_BREAK}

    async def test_who_ends_their_shift_is_gone_and_twice_is_as_once(
        self, world: StoreWorld
    ) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.ON_DUTY)

        for _ in range(2):
            async with world.store.begin() as work:
                await work.shifts.end(kaisa)

        assert await _now(world) == {}

    async def test_a_shift_ends_by_itself_when_nothing_is_done(self, world: StoreWorld) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)

        await world.pass_time(ALMOST)
        assert kaisa in await _now(world)
        await world.pass_time(IDLE - ALMOST)
        assert await _now(world) == {}

    async def test_who_signs_out_is_off_and_not_on_again_when_they_come_back(
        self, world: StoreWorld
    ) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)

        async with world.store.begin() as work:
            await work.staff.close_session(token_hash(str(kaisa)))
            await work.staff.open_session(await _session(world, kaisa, "another"))

        assert await _now(world) == {}

    async def test_who_is_disabled_is_off(self, world: StoreWorld) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)

        async with world.store.begin() as work:
            await work.staff.disable(kaisa)

        assert await _now(world) == {}

    async def test_a_shift_goes_on_while_a_call_is_typed_in(self, world: StoreWorld) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)
        call_id = await _begin(world, kaisa)

        await world.pass_time(ALMOST)
        async with world.store.begin() as work:
            await work.calls.keep(call_id, Kept({"text": "Maitoa"}))
        await world.pass_time(ALMOST)
        assert kaisa in await _now(world)
        await world.pass_time(IDLE)
        assert await _now(world) == {}

    @pytest.mark.parametrize(
        ("outcome", "is_there"), [(CallOutcome.ADVISED, True), (CallOutcome.UNFINISHED, False)]
    )
    async def test_a_call_that_somebody_ends_prolongs_their_shift(
        self, world: StoreWorld, outcome: CallOutcome, *, is_there: bool
    ) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)
        await world.pass_time(ALMOST)
        await _end_a_call(world, kaisa, outcome)
        await world.pass_time(ALMOST)

        assert (kaisa in await _now(world)) == is_there

    async def test_a_call_brings_no_shift_back(self, world: StoreWorld) -> None:
        kaisa = await _at_work(world, "kaisa")
        await _say(world, kaisa, Doing.AT_PHONE)
        await world.pass_time(IDLE)

        await _end_a_call(world, kaisa, CallOutcome.ADVISED)

        assert await _now(world) == {}


async def _begin(world: StoreWorld, staff_id: StaffId) -> CallId:
    call_id = CallId(uuid4())
    async with world.store.begin() as work:
        await work.calls.open(call_id, staff_id, CallDirection.INBOUND, ACTIVATION)
    return call_id


async def _end_a_call(world: StoreWorld, staff_id: StaffId, outcome: CallOutcome) -> None:
    call_id, ending = await _begin(world, staff_id), Ending(outcome)
    async with world.store.begin() as work:
        call = await work.calls.lock(call_id)
        assert call is not None
        await work.calls.end(call, ending)
        for room in work.followers:
            await room.follow(call, ending)


async def _at_work(world: StoreWorld, name: str) -> StaffId:
    """Let somebody sign in."""
    staff_id = await world.add_staff(name, StaffRole.OPERATOR)
    async with world.store.begin() as work:
        await work.staff.open_session(await _session(world, staff_id, str(staff_id)))
    return staff_id


async def _session(world: StoreWorld, staff_id: StaffId, token: str) -> Session:
    ends_at = await world.now() + DAY
    return Session(uuid4(), token_hash(token), staff_id, (StaffRole.OPERATOR,), ends_at)


async def _say(world: StoreWorld, staff_id: StaffId, doing: Doing) -> None:
    async with world.store.begin() as work:
        await work.shifts.say(staff_id, token_hash(str(staff_id)), doing, IDLE)


async def _now(world: StoreWorld) -> Mapping[StaffId, Doing]:
    async with world.store.begin() as work:
        return await work.shifts.now(IDLE)
