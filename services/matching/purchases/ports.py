"""Purchases in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from services.matching.activities.ports import ActivityWork
from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivery,
    DeliveryId,
    Purchase,
    PurchaseId,
    Stated,
)


class Purchases(Protocol):
    """Contracts and deliveries; a supplier's own transaction sees theirs."""

    async def sign(self, new: Purchase, key: UUID, by: UUID) -> PurchaseId | None:
        """Store one; where the form of this key was stored before, give what became of it."""
        ...

    async def find(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        """Read one."""
        ...

    async def lock(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        """Read one, held until the end of the transaction."""
        ...

    async def restate(self, purchase: Purchase, by: UUID) -> None:
        """Store what is agreed now, or its end, of one that is held; what was agreed stays too."""
        ...

    async def count(self, purchase: Purchase) -> None:
        """Store how much was delivered of one that is held."""
        ...

    async def every(self) -> Sequence[Purchase]:
        """Read all, those that last longest first."""
        ...

    async def of(self, organisation_id: OrganisationId) -> Sequence[Purchase]:
        """Read an organisation's, those that last longest first."""
        ...

    async def stated(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Stated]:
        """Read all that was ever agreed of one, the newest first."""
        ...

    async def minutes(self) -> Mapping[PurchaseId, int]:
        """Add up how long the deliveries of each took."""
        ...

    async def log(self, delivery: Delivery, key: UUID) -> None:
        """Store one of a purchase that is held; what it replaces is the newest no more."""
        ...

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> DeliveryId | None:
        """Give what became of a form that was stored before."""
        ...

    async def delivery(
        self, organisation_id: OrganisationId, delivery_id: DeliveryId
    ) -> Delivery | None:
        """Read one as it was corrected last."""
        ...

    async def deliveries(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Delivery]:
        """Read those of one purchase as they were corrected last, the newest day first."""
        ...

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Delivery]:
        """Read an organisation's last ones."""
        ...


class WithPurchases(Protocol):
    """A transaction in which services can be bought and delivered."""

    @property
    def purchases(self) -> Purchases:
        """Give the purchases as this transaction sees them."""
        ...


class PurchaseWork(WithPurchases, ActivityWork, Protocol):
    """What buying and delivering need of a transaction."""
