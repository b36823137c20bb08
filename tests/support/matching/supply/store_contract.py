"""What counting the help in a town must do; the fake in unit, the real in integration."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.matching.needs.model import Need, NeedState
from services.matching.supply.model import Counted, Told
from shared.contracts.words import Category
from tests.support.activations import ACTIVATION
from tests.support.matching.ground import Ground
from tests.support.matching.needs.building import need
from tests.support.matching.volunteers.building import MIKKELI, offer

MINUTE, HOUR, MONTH = timedelta(minutes=1), timedelta(hours=1), timedelta(days=30)
JUVA = "178"
OWN = uuid4()


class SupplyContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_who_can_be_asked_in_a_town_is_counted_by_kind_of_help(
        self, ground: Ground
    ) -> None:
        both = (Category.GROCERIES, Category.TRANSPORT)
        for offered in (offer(categories=both), offer(), offer(areas=(JUVA, MIKKELI))):
            await ground.add_volunteer(offered)
        await ground.add_volunteer(offer(areas=(JUVA,)))
        await ground.apply()
        paused = await ground.add_volunteer()
        async with ground.store.begin() as work:
            await work.volunteers.pause(paused, None)

        counted = await _counted(ground)

        assert dict(counted.helpers) == {"groceries": 3, "transport": 1}

    async def test_whose_week_is_full_is_not_counted(self, ground: Ground) -> None:
        busy = await ground.add_volunteer(offer(weekly_cap=1))
        await ground.propose(busy, await ground.add_need())

        assert not (await _counted(ground)).helpers

    async def test_half_of_those_who_asked_had_a_yes_within_the_usual_time(
        self, ground: Ground
    ) -> None:
        for hours in (1, 3, 9):
            await self._answered_after(ground, timedelta(hours=hours))

        usual = (await _counted(ground, enough=3)).usual["groceries"]

        assert abs(usual - 3 * HOUR) < MINUTE

    async def test_whoever_waits_in_vain_counts_as_waiting(self, ground: Ground) -> None:
        for _ in range(2):
            await ground.add_need()
        await ground.pass_time(timedelta(days=2))
        await self._answered_after(ground, HOUR)

        usual = (await _counted(ground, enough=3)).usual["groceries"]

        assert usual > MONTH

    async def test_whoever_asked_just_now_and_who_is_over_without_a_yes_does_not_count(
        self, ground: Ground
    ) -> None:
        await self._answered_after(ground, HOUR)
        await ground.add_need()
        await ground.add_need(replace(need(), state=NeedState.CLOSED))

        assert "groceries" in (await _counted(ground, enough=1)).usual
        assert not (await _counted(ground, enough=2)).usual

    async def test_what_was_long_ago_does_not_count(self, ground: Ground) -> None:
        await self._answered_after(ground, HOUR)
        await ground.pass_time(MONTH)

        assert not (await _counted(ground, enough=1)).usual

    async def test_a_town_is_counted_once_a_minute_and_what_was_said_is_kept(
        self, ground: Ground
    ) -> None:
        async with ground.store.begin() as work:
            first = await work.supplies.take(MIKKELI, OWN, HOUR)
            await work.supplies.keep(MIKKELI, 1, "said", ACTIVATION.id)
        assert first == Told(OWN)
        assert await _taken(ground) is None

        await ground.pass_time(2 * MINUTE)
        assert await _taken(ground) == Told(OWN, 1, "said", ACTIVATION.id, is_old=False)

        await ground.pass_time(HOUR)
        assert await _taken(ground) == Told(OWN, 1, "said", ACTIVATION.id, is_old=True)

    async def test_of_several_processes_one_counts(self, ground: Ground) -> None:
        taken = await asyncio.gather(*(_taken(ground) for _ in range(5)))

        assert len([each for each in taken if each is not None]) == 1
        assert await ground.due_towns.towns(10) == []
        await ground.pass_time(MINUTE)
        assert await ground.due_towns.towns(10) == [MIKKELI]

    async def _answered_after(self, ground: Ground, time: timedelta) -> None:
        about: Need = await ground.add_need()
        helper = await ground.add_volunteer(offer(areas=(JUVA,)))
        await ground.pass_time(time)
        await ground.accept(await ground.propose(helper, about, uuid4().hex))


async def _counted(ground: Ground, enough: int = 5) -> Counted:
    async with ground.store.begin() as work:
        return await work.supplies.count(MIKKELI, MONTH, enough)


async def _taken(ground: Ground) -> Told | None:
    async with ground.store.begin() as work:
        return await work.supplies.take(MIKKELI, uuid4(), HOUR)
