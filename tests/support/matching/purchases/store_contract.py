"""What buying and delivering must do; the fake in unit, the real in integration."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import Delivery, Purchase
from shared.contracts.purchase_words import PurchaseUnit
from tests.support.matching.ground import Ground
from tests.support.matching.purchases.building import delivery, done, purchase, terms

OWN, OTHER = OrganisationId(UUID(int=73)), OrganisationId(UUID(int=74))
WHO = UUID(int=7)


class PurchasesContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_contract_is_read_as_it_was_agreed_and_a_form_sent_twice_is_one(
        self, ground: Ground
    ) -> None:
        key, (first, second) = uuid4(), (purchase(OWN), purchase(OWN))
        async with ground.store.begin() as work:
            assert await work.purchases.sign(first, key, WHO) is None
            assert await work.purchases.sign(second, key, WHO) == first.id
            assert await work.purchases.sign(purchase(OTHER), key, WHO) is None

        async with ground.store.begin() as work:
            assert await work.purchases.find(OWN, first.id) == first
            assert await work.purchases.find(OTHER, first.id) is None
            assert await work.purchases.of(OWN) == [first]
            (stated,) = await work.purchases.stated(OWN, first.id)
        assert (stated.number, stated.quantity, stated.staff_id) == (1, 10, WHO)

    async def test_what_was_agreed_before_a_correction_and_an_end_stays(
        self, ground: Ground
    ) -> None:
        new = await _signed(ground)
        changed = terms(quantity=12, unit=PurchaseUnit.HOUR, platform="", link="")
        corrected = replace(new, terms=changed, version=2, stated=2)
        ended = replace(corrected, version=3, stated=3, ended_on=date(2026, 12, 1))
        for each in (corrected, ended):
            async with ground.store.begin() as work:
                await work.purchases.restate(each, WHO)

        async with ground.store.begin() as work:
            assert await work.purchases.lock(OWN, new.id) == ended
            stated = await work.purchases.stated(OWN, new.id)
        assert [(each.number, each.quantity) for each in stated] == [(3, 12), (2, 12), (1, 10)]
        assert [each.ended_on for each in stated] == [date(2026, 12, 1), None, None]

    async def test_of_two_deliveries_at_once_the_second_reads_what_the_first_left(
        self, ground: Ground
    ) -> None:
        new = await _signed(ground, quantity=1)

        async def deliver() -> bool:
            async with ground.store.begin() as work:
                held = await work.purchases.lock(OWN, new.id)
                if held is None or not held.left:
                    return False
                await asyncio.sleep(0.05)  # the other one waits for this
                await work.purchases.log(delivery(held), uuid4())
                await work.purchases.count(replace(held, version=2, delivered=1))
            return True

        fates = await asyncio.gather(deliver(), deliver())

        async with ground.store.begin() as work:
            assert len(await work.purchases.deliveries(OWN, new.id)) == 1
        assert sorted(fates) == [False, True]

    async def test_a_correction_takes_the_place_of_a_delivery(self, ground: Ground) -> None:
        new = await _signed(ground)
        key, first, other = uuid4(), delivery(new, 2), delivery(new, 3, quantity=2)
        anew = replace(first, number=4, replaces=2, done=done(quantity=0, attendance=None))
        for each in (first, other, anew):
            await _log(ground, each, key if each is first else uuid4())

        async with ground.store.begin() as work:
            found = await work.purchases.deliveries(OWN, new.id)
            newest = await work.purchases.delivery(OWN, first.id)
            latest = await work.purchases.latest(OWN, 9)
            minutes = await work.purchases.minutes()
            assert await work.purchases.of_draft(OWN, key) == first.id
            assert await work.purchases.of_draft(OTHER, key) is None
            assert await work.purchases.delivery(OTHER, first.id) is None
        assert newest is not None
        assert replace(newest, at=None) == anew
        assert sorted(each.number for each in found) == [3, 4]
        assert latest == found
        assert minutes[new.id] == 90, "what is not of the contract takes none of its time"


async def _signed(ground: Ground, **bent: object) -> Purchase:
    new = purchase(OWN, **bent)  # type: ignore[arg-type]  # what a test bends is of its kind
    async with ground.store.begin() as work:
        assert await work.purchases.sign(new, uuid4(), WHO) is None
    return new


async def _log(ground: Ground, new: Delivery, key: UUID) -> None:
    async with ground.store.begin() as work:
        await work.purchases.log(new, key)
