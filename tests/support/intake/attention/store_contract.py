"""What a store of those who need a person must do."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from services.intake.attention.model import Attention, AttentionReason
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

    async def test_of_two_who_call_at_once_one_line_is_left(self, world: StoreWorld) -> None:
        new = await world.add_request()

        await asyncio.gather(*(call(world, new.id, AttentionReason.WORDS) for _ in range(8)))

        assert len(await open_of(world, new.id)) == 1


async def call(world: StoreWorld, request_id: UUID, reason: AttentionReason) -> None:
    async with world.store.begin() as work:
        await work.attention.call_person(request_id, reason)


async def open_of(world: StoreWorld, request_id: UUID) -> Sequence[Attention]:
    async with world.store.begin() as work:
        return await work.attention.open_of(request_id)
