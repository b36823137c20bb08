"""What keeping plans must do; the fake in unit, the real in integration."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from services.matching.partners.model import OrganisationId
from services.matching.programme.model import Planned
from tests.support.activations import ACTIVATION
from tests.support.matching.building import NOW
from tests.support.matching.ground import Ground
from tests.support.matching.programme.building import planned

OWN = OrganisationId(UUID(int=91))
SOON = NOW.replace(year=2999)
"""To come by whatever clock the store goes."""


class PlansContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_plan_is_shown_with_its_host_in_order(self, ground: Ground) -> None:
        await _invited(ground)
        later, first = planned(OWN, SOON + timedelta(hours=1)), planned(OWN, SOON)
        await _add(ground, later)
        await _add(ground, first)

        async with ground.store.begin() as work:
            shown = await work.plans.programme(9)
            one = await work.plans.shown(first.id)
            own = await work.plans.of_organisation(OWN)

        assert shown == own == [first, later]
        assert one == first

    async def test_a_form_that_is_sent_twice_plans_once(self, ground: Ground) -> None:
        series, key = [planned(OWN, SOON + timedelta(days=7 * at)) for at in range(3)], uuid4()

        async def send() -> bool:
            anew = [replace(each, id=planned(OWN, SOON).id) for each in series]
            async with ground.store.begin() as work:
                return await work.plans.add(anew, key)

        fates = await asyncio.gather(send(), send())

        assert sorted(fates) == [False, True]
        async with ground.store.begin() as work:
            assert len(await work.plans.of_organisation(OWN)) == 3

    async def test_the_rest_of_a_series_is_what_is_to_come(self, ground: Ground) -> None:
        series = uuid4()
        times = [
            planned(OWN, at, series_id=series)
            for at in (NOW.replace(year=2020), SOON, SOON + timedelta(days=7))
        ]
        async with ground.store.begin() as work:
            await work.plans.add(times, uuid4())
            await work.plans.cancel(replace(times[1], is_cancelled=True, version=2))
            rest = await work.plans.rest_of(OWN, series)
            held = await work.plans.lock(OWN, times[1].id)
            foreign = await work.plans.lock(OrganisationId(uuid4()), times[1].id)

        assert rest == [times[2].id]
        assert held is not None
        assert (held.is_cancelled, held.version) == (True, 2)
        assert foreign is None

    async def test_of_many_who_would_like_to_come_as_many_are_counted_as_there_are_seats(
        self, ground: Ground
    ) -> None:
        await _invited(ground)
        two = planned(OWN, SOON)
        await _add(ground, two)

        async def press() -> bool:
            async with ground.store.begin() as work:
                return await work.plans.come(two.id, 1000, 30)

        fates = await asyncio.gather(*(press() for _ in range(5)))

        assert fates.count(True) == 2
        async with ground.store.begin() as work:
            one = await work.plans.shown(two.id)
        assert one is not None
        assert (one.coming, one.seats_left) == (2, 0)

    async def test_a_flood_is_counted_slowly(self, ground: Ground) -> None:
        any_number = planned(OWN, SOON)
        open_to_all = replace(any_number, plan=replace(any_number.plan, seats=None))
        await _add(ground, open_to_all)

        fates = []
        for _ in range(4):
            async with ground.store.begin() as work:
                fates.append(await work.plans.come(any_number.id, 1000, 3))

        assert fates == [True, True, True, False]


async def _invited(ground: Ground) -> None:
    async with ground.store.begin() as work:
        await work.partners.invite(OWN, ACTIVATION)


async def _add(ground: Ground, one: Planned) -> None:
    async with ground.store.begin() as work:
        assert await work.plans.add([one], uuid4())
