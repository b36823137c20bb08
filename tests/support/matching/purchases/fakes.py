"""Purchases in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivery,
    DeliveryId,
    Purchase,
    PurchaseId,
    Stated,
)
from tests.support.matching.state import FakeDelivery, FakePurchase, Repository


class FakePurchases(Repository):
    """Contracts and deliveries in memory."""

    async def sign(self, new: Purchase, key: UUID, by: UUID) -> PurchaseId | None:
        whose = new.organisation_id
        for each in self.state.purchases.values():
            if (each.purchase.organisation_id, each.key) == (whose, key):
                return each.purchase.id
        self.state.purchases[new.id] = FakePurchase(new, key, [self._stated(new, by)])
        return None

    async def find(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        found = self.state.purchases.get(purchase_id)
        is_theirs = found is not None and found.purchase.organisation_id == organisation_id
        return found.purchase if found and is_theirs else None

    async def lock(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        return await self.find(organisation_id, purchase_id)

    async def restate(self, purchase: Purchase, by: UUID) -> None:
        kept = self.state.purchases[purchase.id]
        kept.purchase = purchase
        kept.stated.insert(0, self._stated(purchase, by))

    async def count(self, purchase: Purchase) -> None:
        assert 0 <= purchase.delivered <= purchase.terms.quantity, "the database refuses it"
        self.state.purchases[purchase.id].purchase = purchase

    async def every(self) -> Sequence[Purchase]:
        found = [each.purchase for each in self.state.purchases.values()]
        found.sort(key=lambda each: (each.terms.service.lower(), each.id))
        return sorted(found, key=lambda each: each.last_day, reverse=True)

    async def of(self, organisation_id: OrganisationId) -> Sequence[Purchase]:
        return [each for each in await self.every() if each.organisation_id == organisation_id]

    async def stated(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Stated]:
        found = await self.find(organisation_id, purchase_id)
        return list(self.state.purchases[purchase_id].stated) if found else []

    async def minutes(self) -> Mapping[PurchaseId, int]:
        sums = dict.fromkeys(self.state.purchases, 0)
        for each in self._newest():
            sums[each.purchase_id] += each.done.minutes if each.done.quantity else 0
        return sums

    async def log(self, delivery: Delivery, key: UUID) -> None:
        for each in self.state.deliveries:
            if (each.delivery.id, each.delivery.number) == (delivery.id, delivery.replaces):
                each.is_newest = False
        stored = replace(delivery, at=self.state.now)
        self.state.deliveries.append(FakeDelivery(stored, key))

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> DeliveryId | None:
        for each in self.state.deliveries:
            if (each.delivery.organisation_id, each.key) == (organisation_id, key):
                return each.delivery.id
        return None

    async def delivery(
        self, organisation_id: OrganisationId, delivery_id: DeliveryId
    ) -> Delivery | None:
        own = [each for each in self._newest() if each.organisation_id == organisation_id]
        return next((each for each in own if each.id == delivery_id), None)

    async def deliveries(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Delivery]:
        latest = await self.latest(organisation_id, len(self.state.deliveries))
        return [each for each in latest if each.purchase_id == purchase_id]

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Delivery]:
        own = [each for each in self._newest() if each.organisation_id == organisation_id]
        own.sort(key=lambda each: (each.done.occurred_on, each.id), reverse=True)
        return own[:limit]

    def _newest(self) -> list[Delivery]:
        return [each.delivery for each in self.state.deliveries if each.is_newest]

    def _stated(self, purchase: Purchase, by: UUID) -> Stated:
        terms = purchase.terms
        said = (terms.quantity, terms.unit_price_cents, terms.first_day, terms.last_day)
        return Stated(purchase.stated, *said, purchase.ended_on, by, self.state.now)
