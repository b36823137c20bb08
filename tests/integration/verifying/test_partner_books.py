"""What matching keeps of organisations and what reporting heard of them agree, id by id."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.matching.partners.model import Capacity, OrganisationId
from services.matching.partners.use_cases.change import By
from services.matching.partners.use_cases.look_after import LookAfterPartner
from services.matching.purchases.model import DeliveryId
from services.matching.purchases.use_cases.contract import BuyServices, Changed, Which
from services.matching.purchases.use_cases.deliver import DeliverServices, Sent
from services.reporting.figures.use_cases.record_facts import RecordFacts
from services.reporting.work import store_over
from shared.chance import Chance
from shared.clock import local_day
from shared.contracts.partner_words import CapacityUnit, ControllerRole
from shared.contracts.wire import read
from shared.contracts.words import ServiceLine
from shared.postgres.pool import open_pool
from shared.sealing.tokens import new_token
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import NOW
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.partners.building import AGREEMENTS, BAGS, facts
from tests.support.matching.playing import TOWNS
from tests.support.matching.purchases.building import ART_HOUR, ONE_HOUR, SUPPLIER, TODAY

FOOD, COMPANY = ServiceLine.FOOD, ServiceLine.COMPANY
BOOK = "SELECT id, fact FROM book_{}('[]')"


@dataclass
class Town:
    """Matching over its database, and reporting, which hears all of it."""

    ground: PostgresGround
    reporting_dsn: str
    owners: tuple[str, str]

    @property
    def at(self) -> LookAfterPartner:
        return LookAfterPartner(self.ground.store, TOWNS, lambda: local_day(NOW), AGREEMENTS)

    async def join(self) -> OrganisationId:
        new = OrganisationId(uuid4())
        async with self.ground.store.begin() as work:
            await work.partners.invite(new, ACTIVATION)
        await self.at.say_facts(await self.by(new), facts(lines=(FOOD, COMPANY)))
        told = {FOOD: BAGS, COMPANY: Capacity(None, CapacityUnit.VISITS)}
        await self.at.say_capacity(await self.by(new), told)
        await self.at.join(await self.by(new), ControllerRole.OWN)
        return new

    async def by(self, which: OrganisationId) -> By:
        return By(which, uuid4(), (await self.at.show(which)).edition)

    async def books(self, book: str = "partners") -> list[Mapping[UUID, str]]:
        """Let reporting hear what was said, and read both."""
        rows = await self.ground.pool.fetch("SELECT body FROM outbox ORDER BY position DESC")
        async with open_pool(self.reporting_dsn, name="reporting") as pool:
            events = [read(row["body"].encode()) for row in rows]
            await RecordFacts(store_over(pool)).record_facts(events)
        found: list[Mapping[UUID, str]] = []
        for dsn in self.owners:
            owner = await asyncpg.connect(dsn)
            found.append({row["id"]: row["fact"] for row in await owner.fetch(BOOK.format(book))})
            await owner.close()
        return found


@pytest.fixture
async def town(database: MakeDatabase) -> AsyncIterator[Town]:
    matching, reporting = await database("matching"), await database("reporting")
    async with postgres_ground(matching.app_dsn) as ground:
        yield Town(ground, reporting.app_dsn, (matching.owner_dsn, reporting.owner_dsn))


async def test_whatever_organisations_do_both_books_say_the_same(town: Town) -> None:
    plain, resting, gone, changed, back = [await town.join() for _ in range(5)]
    await town.at.pause(await town.by(resting))
    await town.at.leave(await town.by(gone))
    await town.at.say_facts(await town.by(changed), facts(lines=(FOOD,)))
    await town.at.say_facts(await town.by(changed), facts(lines=(FOOD, COMPANY)))
    await town.at.say_capacity(await town.by(changed), {FOOD: Capacity(0, CapacityUnit.MEALS)})
    await town.at.pause(await town.by(back))
    await town.at.resume(await town.by(back))

    at_matching, at_reporting = await town.books()

    assert at_matching == at_reporting
    assert at_matching[plain].startswith("standing=joined exercise=false capacity=company/visits")
    assert at_matching[gone] == "standing=left exercise=false capacity="
    assert at_matching[changed].endswith("capacity=food/0/meals/week")


async def test_who_was_invited_only_is_in_no_book(town: Town) -> None:
    async with town.ground.store.begin() as work:
        await work.partners.invite(OrganisationId(uuid4()), ACTIVATION)

    assert await town.books() == [{}, {}]


@dataclass
class Market:
    """A supplier, and what is agreed with it."""

    town: Town
    supplier: OrganisationId

    def __post_init__(self) -> None:
        chance, store = Chance(uuid4, new_token), self.town.ground.store
        self.buy = BuyServices(store, FakeCurrent(), TOWNS, chance, lambda: TODAY)
        self.sell = DeliverServices(store, chance, lambda: TODAY)

    async def agree(self) -> Which:
        signed = await self.buy.sign(ART_HOUR | {"supplier": str(self.supplier)}, uuid4(), uuid4())
        assert isinstance(signed, Which)
        return signed

    async def deliver(self, of: Which, **bent: str) -> DeliveryId:
        logged = await self.sell.deliver(self.sent(of, **bent))
        assert isinstance(logged, UUID)
        return logged

    def sent(self, of: Which, **bent: str) -> Sent:
        return Sent(
            organisation_id=self.supplier,
            purchase_id=of.purchase_id,
            by=SUPPLIER,
            key=uuid4(),
            fields=ONE_HOUR | bent,
        )


async def test_whatever_is_bought_and_delivered_both_books_say_the_same(town: Town) -> None:
    market = Market(town, await town.join())
    plain, changed, ended = [await market.agree() for _ in range(3)]
    for which in (changed, ended):
        await market.deliver(which, quantity="2")
    wrong = await market.deliver(changed, attendance="")
    await market.sell.correct(market.sent(changed, quantity="0"), wrong, 3)
    await market.buy.correct(Changed(changed, uuid4(), 1, ART_HOUR | {"price": "70"}))
    await market.buy.end(Changed(ended, uuid4(), 1, {"ended_on": "2026-11-24"}))

    bought, told = await town.books("purchases")
    deliveries, told_of_them = await town.books("purchase_deliveries")

    assert (bought, deliveries) == (told, told_of_them)
    assert bought[plain.purchase_id].endswith("delivered=0 exercise=false")
    assert "version=5" in bought[changed.purchase_id]
    assert "price=7000" in bought[changed.purchase_id]
    assert "ended=2026-11-24 delivered=2" in bought[ended.purchase_id]
    assert len(deliveries) == 3
    assert "number=4" in deliveries[wrong]
