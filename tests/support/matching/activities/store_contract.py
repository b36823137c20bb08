"""What writing activities down must do; the fake in unit, the real in integration."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.matching.activities.model import By, Logged, Place, Wanted
from services.matching.partners.model import OrganisationId
from shared.contracts.activity_words import AgeBand, TakenBack
from shared.contracts.words import ServiceLine
from tests.support.activations import ACTIVATION
from tests.support.matching.activities.building import done, logged
from tests.support.matching.ground import Ground

OWN, OTHER = OrganisationId(UUID(int=71)), OrganisationId(UUID(int=72))
KINDS = (ServiceLine.FOOD, ServiceLine.CULTURE) * 2


class ActivitiesContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_was_done_is_read_as_it_was_written(self, ground: Ground) -> None:
        new = logged(
            OWN,
            ages={AgeBand.UNDER_18: 20, AgeBand.FROM_55: 0},
            volunteer_minutes=720,
            evidence="https://example.org/kuva",
        )
        new = replace(new, taken_back=TakenBack.TWICE, by=By(None, is_on_behalf=True))
        await _log(ground, new)

        async with ground.store.begin() as work:
            (found,) = await work.activities.versions(OWN, new.id)
        assert found.at is not None
        assert replace(found, at=None) == new

    async def test_a_form_that_is_sent_twice_is_stored_once(self, ground: Ground) -> None:
        key, (first, second) = uuid4(), (logged(OWN), logged(OWN))

        async def send(each: Logged) -> object:
            async with ground.store.begin() as work:
                return await work.activities.log(each, key)

        fates = await asyncio.gather(send(first), send(second))

        assert None in fates
        (kept,) = {first.id, second.id} & {each for each in fates if each}
        async with ground.store.begin() as work:
            assert [each.id for each in await work.activities.latest(OWN, 9)] == [kept]
            assert await work.activities.of_draft(OWN, key) == kept
            assert await work.activities.of_draft(OTHER, key) is None

    async def test_of_two_corrections_at_once_one_is_stored(self, ground: Ground) -> None:
        first = logged(OWN)
        await _log(ground, first)

        async def correct(headcount: int) -> bool:
            async with ground.store.begin() as work:
                if not await work.activities.replace(OWN, (first.id, 1)):
                    return False
                await asyncio.sleep(0.05)  # the other one waits for this
                anew = replace(first, number=2, replaces=1, done=done(headcount=headcount))
                await work.activities.log(anew, uuid4())
            return True

        fates = await asyncio.gather(correct(61), correct(62))

        assert sorted(fates) == [False, True]
        async with ground.store.begin() as work:
            numbers = await work.activities.versions(OWN, first.id)
            (newest,) = await work.activities.latest(OWN, 9)
        assert [each.number for each in numbers] == [2, 1]
        assert newest.done.headcount in {61, 62}
        assert numbers[1].done.headcount == 60, "what was said before stays"

    async def test_an_organisation_has_its_own_newest_first(self, ground: Ground) -> None:
        days = [date(2026, 11, 1) + timedelta(days=at) for at in range(3)]
        for day in (days[1], days[0], days[2]):
            await _log(ground, logged(OWN, occurred_on=day))
        await _log(ground, logged(OTHER))

        async with ground.store.begin() as work:
            found = await work.activities.latest(OWN, 2)

        assert [each.done.occurred_on for each in found] == [days[2], days[1]]

    async def test_those_of_all_are_read_narrowed_and_a_page_at_a_time(
        self, ground: Ground
    ) -> None:
        days = [date(2026, 11, 1) + timedelta(days=at) for at in range(4)]
        async with ground.store.begin() as work:
            for which in (OWN, OTHER):
                await work.partners.invite(which, ACTIVATION)
        new = [
            logged(whose, occurred_on=day, service_line=line)
            for whose, day, line in zip((OWN, OTHER, OWN, OTHER), days, KINDS, strict=True)
        ]
        for each in new:
            await _log(ground, each)

        async def listed(limit: int = 9, **wanted: Any) -> list[UUID]:  # noqa: ANN401  # as its fields
            async with ground.store.begin() as work:
                found = await work.activities.of_all(Wanted(**wanted), limit)
            return [each.logged.id for each in found]

        ids = [each.id for each in reversed(new)]
        assert await listed() == ids
        assert await listed(2) == ids[:2]
        assert await listed(after=Place(days[2], ids[1])) == ids[2:]
        assert await listed(organisation_id=OTHER) == [ids[0], ids[2]]
        assert await listed(line=KINDS[0]) == [ids[1], ids[3]]
        assert await listed(first=days[1], last=days[2]) == ids[1:3]


async def _log(ground: Ground, new: Logged) -> None:
    async with ground.store.begin() as work:
        assert await work.activities.log(new, uuid4()) is None
