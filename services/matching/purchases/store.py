"""Purchases on PostgreSQL; their policies are the second wall round each supplier's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivery,
    DeliveryId,
    Purchase,
    PurchaseId,
    Stated,
)
from services.matching.purchases.rows import delivery_of, purchase_of, stated_of, terms_values
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPurchases:
    """Implements the port `Purchases`."""

    connection: Connection

    async def sign(self, new: Purchase, key: UUID, by: UUID) -> PurchaseId | None:
        """Insert with its first terms, or find what was inserted."""
        whose, marks = new.organisation_id, new.activation
        values = (whose, new.id, key, marks.id, marks.exercise, *terms_values(new))
        if await self.connection.fetchval(SQL["sign_purchase"], *values) is None:
            return PurchaseId(await self.connection.fetchval(SQL["purchase_of_draft"], whose, key))
        await self.connection.execute(SQL["note_terms"], whose, new.id, by)
        return None

    async def find(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        """Read the row."""
        return await self._one("find_purchase", organisation_id, purchase_id)

    async def lock(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Purchase | None:
        """Read with the lock of the row, which its deliveries are stored under."""
        return await self._one("lock_purchase", organisation_id, purchase_id)

    async def restate(self, purchase: Purchase, by: UUID) -> None:
        """Update the row, and note what it says now."""
        which = purchase.organisation_id, purchase.id
        said = (purchase.version, purchase.ended_on, *terms_values(purchase))
        await self.connection.execute(SQL["state_purchase"], *which, *said)
        await self.connection.execute(SQL["note_terms"], *which, by)

    async def count(self, purchase: Purchase) -> None:
        """Update the row."""
        which = purchase.organisation_id, purchase.id
        counted = purchase.version, purchase.delivered
        await self.connection.execute(SQL["count_delivered"], *which, *counted)

    async def every(self) -> Sequence[Purchase]:
        """Read them."""
        return [purchase_of(row) for row in await self.connection.fetch(SQL["every_purchase"])]

    async def of(self, organisation_id: OrganisationId) -> Sequence[Purchase]:
        """Read by the key."""
        rows = await self.connection.fetch(SQL["purchases_of"], organisation_id)
        return [purchase_of(row) for row in rows]

    async def stated(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Stated]:
        """Read what was noted."""
        rows = await self.connection.fetch(SQL["terms_of_purchase"], organisation_id, purchase_id)
        return [stated_of(row) for row in rows]

    async def minutes(self) -> Mapping[PurchaseId, int]:
        """Add up by an index, purchase by purchase."""
        rows = await self.connection.fetch(SQL["minutes_of_purchases"])
        return {PurchaseId(row["purchase_id"]): row["minutes"] for row in rows}

    async def log(self, delivery: Delivery, key: UUID) -> None:
        """Insert, after what it replaces."""
        whose, done = delivery.organisation_id, delivery.done
        if delivery.replaces is not None:
            replaced = whose, delivery.id, delivery.replaces
            await self.connection.execute(SQL["replace_delivery"], *replaced)
        await self.connection.execute(
            SQL["log_delivery"],
            whose,
            delivery.purchase_id,
            key,
            delivery.id,
            delivery.number,
            delivery.replaces,
            done.occurred_on,
            done.quantity,
            done.minutes,
            done.attendance,
            delivery.by.staff_id,
            delivery.by.is_on_behalf,
        )

    async def of_draft(self, organisation_id: OrganisationId, key: UUID) -> DeliveryId | None:
        """Look the key up."""
        found = await self.connection.fetchval(SQL["delivery_of_draft"], organisation_id, key)
        return DeliveryId(found) if found else None

    async def delivery(
        self, organisation_id: OrganisationId, delivery_id: DeliveryId
    ) -> Delivery | None:
        """Read its newest number."""
        found = await self._listed("find_delivery", organisation_id, delivery_id)
        return found[0] if found else None

    async def deliveries(
        self, organisation_id: OrganisationId, purchase_id: PurchaseId
    ) -> Sequence[Delivery]:
        """Read the newest numbers."""
        return await self._listed("deliveries_of_purchase", organisation_id, purchase_id)

    async def latest(self, organisation_id: OrganisationId, limit: int) -> Sequence[Delivery]:
        """Read the newest numbers of the last days."""
        return await self._listed("latest_deliveries", organisation_id, limit)

    async def _listed(self, query: str, *of: object) -> Sequence[Delivery]:
        return [delivery_of(row) for row in await self.connection.fetch(SQL[query], *of)]

    async def _one(self, query: str, *of: object) -> Purchase | None:
        row = await self.connection.fetchrow(SQL[query], *of)
        return purchase_of(row) if row else None
