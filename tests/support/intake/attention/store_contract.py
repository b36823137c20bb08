"""What a store of those who need a person must do."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from services.intake.attention.model import (
    LISTED_ONLY,
    Attention,
    AttentionId,
    AttentionReason,
    Outcome,
)
from services.intake.staff.model import StaffId
from tests.support.intake.store_world import StoreWorld


class AttentionContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_person_is_called_once_for_each_reason(self, world: StoreWorld) -> None:
        new = await world.add_request()

        await call(world, new.id, AttentionReason.WORDS)
        await call(world, new.id, AttentionReason.WORDS)
        await call(world, new.id, AttentionReason.SENSITIVE)

        found = await open_of(world, new.id)
        assert [one.reason for one in found] == [AttentionReason.WORDS, AttentionReason.SENSITIVE]
        assert {one.taken_by for one in found} == {None}

    async def test_what_is_called_off_is_nobodys_and_what_is_grave_stays(
        self, world: StoreWorld
    ) -> None:
        new, other = await world.add_request(), await world.add_request("other-token")
        for reason in (AttentionReason.SENSITIVE, AttentionReason.WORDS):
            await call(world, new.id, reason)
        await call(world, other.id, AttentionReason.SENSITIVE)

        async with world.store.begin() as work:
            await work.attention.call_off(new.id)

        assert [one.reason for one in await open_of(world, new.id)] == [AttentionReason.WORDS]
        assert len(await open_of(world, other.id)) == 1
        await call(world, new.id, AttentionReason.SENSITIVE)
        assert len(await open_of(world, new.id)) == 2

    async def test_of_two_who_call_at_once_one_line_is_left(self, world: StoreWorld) -> None:
        new = await world.add_request()

        await asyncio.gather(*(call(world, new.id, AttentionReason.WORDS) for _ in range(8)))

        assert len(await open_of(world, new.id)) == 1

    async def test_what_is_due_is_told_once_and_once_again(self, world: StoreWorld) -> None:
        (line,) = await raised(world)

        told = [await _tell(world)]
        for wait in (1, 8, 1, 1):
            await world.pass_time(timedelta(minutes=wait))
            told.append(await _tell(world))

        assert told == [(1, 0), (0, 0), (0, 0), (0, 1), (0, 0)]
        assert (await open_of(world, line.request_id))[0].id == line.id

    async def test_what_waits_its_turn_is_on_the_list_and_wakes_nobody(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        for reason in LISTED_ONLY:
            await call(world, new.id, reason)

        told = [await _tell(world)]
        await world.pass_time(timedelta(hours=1))
        told.append(await _tell(world))
        async with world.store.begin() as work:
            counted = await work.attention.count()

        assert told == [(0, 0), (0, 0)]
        assert counted == (1, 0)
        assert len(await open_of(world, new.id)) == len(LISTED_ONLY)

    async def test_what_changed_while_somebody_tells_it_waits_anew(self, world: StoreWorld) -> None:
        new, kaisa = await world.add_request(), await world.add_staff("kaisa")
        async with world.store.begin() as work:
            await work.attention.call_anew(new.id, AttentionReason.TELL_CODE_WORD)
        (before,) = await open_of(world, new.id)
        await _take(world, before, kaisa, None)

        async with world.store.begin() as work:
            await work.attention.call_anew(new.id, AttentionReason.TELL_CODE_WORD)
        async with world.store.begin() as work:
            settled = await work.attention.settle([before.id], kaisa, Outcome.REACHED)

        (after,) = await open_of(world, new.id)
        assert (settled, after.taken_by) == ([], None)
        assert after.id != before.id

    async def test_of_two_processes_at_once_one_tells(self, world: StoreWorld) -> None:
        await raised(world)

        told = await asyncio.gather(*(_tell(world) for _ in range(4)))

        assert sorted(told) == [(0, 0)] * 3 + [(1, 0)]

    async def test_many_within_half_a_minute_are_told_by_one_letter(
        self, world: StoreWorld
    ) -> None:
        await raised(world)
        told = [await _tell(world)]
        for _ in range(3):
            await raised(world)
            told.append(await _tell(world))
        await world.pass_time(timedelta(seconds=30))

        assert [*told, await _tell(world)] == [(1, 0), (0, 0), (0, 0), (0, 0), (3, 0)]

    async def test_of_two_who_take_it_at_once_one_has_it(self, world: StoreWorld) -> None:
        (line,) = await raised(world)
        both = [await world.add_staff("kaisa"), await world.add_staff("veli")]

        taken = await asyncio.gather(*(_take(world, line, one, None) for one in both))

        assert sorted(map(len, taken)) == [0, 1]
        assert (await open_of(world, line.request_id))[0].taken_by == both[0 if taken[0] else 1]

    async def test_who_knows_who_has_it_may_take_it_over(self, world: StoreWorld) -> None:
        (line,) = await raised(world)
        kaisa, veli = await world.add_staff("kaisa"), await world.add_staff("veli")
        await _take(world, line, kaisa, None)

        taken = [await _take(world, line, veli, None), await _take(world, line, veli, kaisa)]

        assert taken == [[], [line.id]]
        assert await _tell(world) == (0, 0)

    async def test_what_was_taken_and_forgotten_is_free_and_told_anew(
        self, world: StoreWorld
    ) -> None:
        (line,) = await raised(world)
        await _tell(world)
        await _take(world, line, await world.add_staff("kaisa"), None)
        freed = []

        for wait in (timedelta(hours=1), timedelta(hours=1)):
            await world.pass_time(wait)
            async with world.store.begin() as work:
                freed.append(await work.attention.free_forgotten())

        assert freed == [[], [line.id]]
        assert (await open_of(world, line.request_id))[0].taken_by is None
        assert await _tell(world) == (1, 0)

    async def test_what_is_settled_may_be_raised_anew(self, world: StoreWorld) -> None:
        (line,) = await raised(world)
        kaisa = await world.add_staff("kaisa")

        settled = []
        for _ in range(2):
            async with world.store.begin() as work:
                settled.append(await work.attention.settle([line.id], kaisa, Outcome.REACHED))
        assert await open_of(world, line.request_id) == []
        await call(world, line.request_id, line.reason)

        assert settled == [[line.id], []]
        assert len(await open_of(world, line.request_id)) == 1

    async def test_what_is_put_off_is_told_anew_when_it_is_due(self, world: StoreWorld) -> None:
        (line,) = await raised(world)
        await _tell(world)
        await _take(world, line, await world.add_staff("kaisa"), None)

        async with world.store.begin() as work:
            assert await work.attention.put_off([line.id], timedelta(hours=1)) == [line.id]
        (put_off,) = await open_of(world, line.request_id)
        told = [await _tell(world)]
        await world.pass_time(timedelta(hours=1))

        assert put_off.taken_by is None
        assert put_off.due_at > line.due_at
        assert [*told, await _tell(world)] == [(0, 0), (1, 0)]

    async def test_it_is_unheeded_when_nobody_came_or_nobody_could_be_told(
        self, world: StoreWorld
    ) -> None:
        (line,) = await raised(world)
        counts = [await _unheeded(world)]
        await world.pass_time(timedelta(minutes=15))
        counts.append(await _unheeded(world))
        await _tell(world)
        counts.append(await _unheeded(world))
        for _ in range(2):
            await world.pass_time(timedelta(minutes=10))
            await _tell(world)
            counts.append(await _unheeded(world))
        await _take(world, line, await world.add_staff("kaisa"), None)

        assert [*counts, await _unheeded(world)] == [0, 1, 0, 0, 1, 0]


async def raised(world: StoreWorld) -> Sequence[Attention]:
    """Have one request need a person."""
    new = await world.add_request(str(uuid4()))
    await call(world, new.id, AttentionReason.WORDS)
    return await open_of(world, new.id)


async def call(world: StoreWorld, request_id: UUID, reason: AttentionReason) -> None:
    async with world.store.begin() as work:
        await work.attention.call_person(request_id, reason)


async def open_of(world: StoreWorld, request_id: UUID) -> Sequence[Attention]:
    async with world.store.begin() as work:
        return await work.attention.open_of(request_id)


async def _tell(world: StoreWorld) -> tuple[int, int]:
    async with world.store.begin() as work:
        again, due = await work.attention.tell_again(), await work.attention.tell_due()
    return len(due), len(again)


async def _take(
    world: StoreWorld, line: Attention, staff_id: StaffId, former: StaffId | None
) -> Sequence[AttentionId]:
    async with world.store.begin() as work:
        return await work.attention.take([line.id], staff_id, former)


async def _unheeded(world: StoreWorld) -> int:
    async with world.store.begin() as work:
        return (await work.attention.count())[1]
