"""What keeping the help in towns must do."""

from datetime import timedelta

import pytest

from services.intake.supply.model import Supply
from services.intake.supply.rules import FRESH
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.supply.building import SOME, elsewhen, town_report


class SupplyContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_was_said_of_a_town_is_told(self, world: StoreWorld) -> None:
        await _keep(world)

        assert await _told(world) == SOME
        assert await _told(world, need="transport") is None
        assert await _told(world, town="178") is None

    @pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 3)])
    async def test_the_newest_report_of_a_town_counts(
        self, world: StoreWorld, order: tuple[int, ...]
    ) -> None:
        for second in order:
            await _keep(world, second, Supply(second * 5, None))

        assert await _told(world) == Supply(15, None)

    async def test_a_few_and_nobody_are_not_the_same(self, world: StoreWorld) -> None:
        await _keep(world, 1, Supply(None, None))
        assert await _told(world) == Supply(None, None)

        await _keep(world, 2, Supply(0, None))
        assert await _told(world) == Supply(0, None)

    async def test_what_is_older_than_its_time_is_not_claimed(self, world: StoreWorld) -> None:
        now = await world.now()
        for age, is_told in ((timedelta(seconds=1), False), (timedelta(seconds=-9), True)):
            async with world.store.begin() as work:
                await work.supply.keep(town_report(now - FRESH - age))
            assert (await _told(world) is not None) == is_told

    async def test_what_another_activation_had_is_not_claimed(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            await work.supply.keep(elsewhen(await world.now()))

        assert await _told(world) is None

    @pytest.mark.parametrize(("helpers", "helps"), [(10, True), (None, True), (0, False)])
    async def test_where_somebody_helps_with_what_is_told_by_need(
        self, world: StoreWorld, helpers: int | None, *, helps: bool
    ) -> None:
        await _keep(world, supply=Supply(helpers, None))

        async with world.store.begin() as work:
            found = await work.supply.helped(FRESH)

        assert {need: set(towns) for need, towns in found.items()} == (
            {"groceries": {"491"}} if helps else {}
        )

    async def test_help_that_is_old_or_of_another_activation_is_none(
        self, world: StoreWorld
    ) -> None:
        now = await world.now()
        for report in (elsewhen(now), town_report(now - FRESH - timedelta(seconds=1))):
            async with world.store.begin() as work:
                await work.supply.keep(report)

        async with world.store.begin() as work:
            assert dict(await work.supply.helped(FRESH)) == {}


async def _keep(world: StoreWorld, second: int = 0, supply: Supply = SOME) -> None:
    said_at = await world.now() - timedelta(minutes=1) + timedelta(seconds=second * 10)
    async with world.store.begin() as work:
        await work.supply.keep(town_report(said_at, supply))


async def _told(world: StoreWorld, town: str = "491", need: str = "groceries") -> Supply | None:
    async with world.store.begin() as work:
        return await work.supply.of(town, need, FRESH)
