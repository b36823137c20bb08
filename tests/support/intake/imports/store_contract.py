"""How a store keeps files that were handed in."""

from uuid import uuid4

import asyncpg
import pytest

from services.intake.imports.model import Counts, ImportId, ImportState, Step, Upload
from tests.support.intake.store_world import StoreWorld

UPLOAD = Upload(b"\xff\xfePuhelin\x00", {"urgency": "today"})


async def kept(world: StoreWorld, rows: int = 3, wrong: int = 1) -> ImportId:
    import_id, staff_id = ImportId(uuid4()), await world.add_staff(f"Kaisa {uuid4()}")
    async with world.store.begin() as work:
        await work.imports.keep(import_id, staff_id, UPLOAD, (rows, wrong))
        await work.imports.note(import_id, staff_id, Step.UPLOADED)
    return import_id


class ImportsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_file_comes_back_as_it_was_handed_in(self, world: StoreWorld) -> None:
        import_id = await kept(world)

        async with world.store.begin() as work:
            found, upload = await work.imports.read(import_id), await work.imports.upload(import_id)
            (listed,) = await work.imports.latest(5)
        assert found is not None
        assert found == listed
        assert (found.state, found.rows, found.wrong, found.good) == (ImportState.CHECKED, 3, 1, 2)
        assert upload == UPLOAD

    async def test_it_is_confirmed_once(self, world: StoreWorld) -> None:
        import_id = await kept(world)

        async with world.store.begin() as work:
            pressed = [await work.imports.confirm(import_id) for _ in range(2)]
            found = await work.imports.lock(import_id)
        assert pressed == [True, False]
        assert found is not None
        assert found.state is ImportState.CONFIRMED

    async def test_it_is_done_with_its_last_row_and_never_counts_more(
        self, world: StoreWorld
    ) -> None:
        import_id = await kept(world)
        async with world.store.begin() as work:
            await work.imports.confirm(import_id)
            await work.imports.add(import_id, Counts(taken=1))
            halfway = await work.imports.read(import_id)
            await work.imports.add(import_id, Counts(known=1, rejected=1))
            done = await work.imports.read(import_id)

        assert halfway is not None
        assert done is not None
        assert (halfway.state, halfway.counts.reached) == (ImportState.CONFIRMED, 1)
        assert (done.state, done.counts) == (ImportState.DONE, Counts(1, 1, 1))
        with pytest.raises((AssertionError, asyncpg.CheckViolationError)):
            async with world.store.begin() as work:
                await work.imports.add(import_id, Counts(taken=1))

    async def test_a_removed_file_is_gone(self, world: StoreWorld) -> None:
        import_id = await kept(world)

        async with world.store.begin() as work:
            await work.imports.remove(import_id)

        async with world.store.begin() as work:
            assert await work.imports.read(import_id) is None
            assert await work.imports.latest(5) == []
