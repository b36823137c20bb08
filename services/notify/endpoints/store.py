"""What an organisation is shown of its endpoints, on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from uuid import UUID

import asyncpg

from services.notify.deliveries.model import DeliveryId
from services.notify.endpoints.model import (
    Choice,
    OwnDelivery,
    OwnEndpoint,
    Posted,
    Trial,
    Try,
)
from services.notify.subscriptions.model import EndpointId, Wishes
from services.notify.webhooks.model import News
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))
_DELIVERY = tuple(field.name for field in fields(OwnDelivery))


@dataclass(frozen=True, slots=True)
class PostgresOwnEndpoints:
    """Implements the port `OwnEndpoints`."""

    pool: Pool

    async def all_of(self, organisation: UUID) -> Sequence[OwnEndpoint]:
        """List its endpoints."""
        rows = await self.pool.fetch(SQL["list_own_endpoints"], organisation)
        return [_endpoint(row) for row in rows]

    async def deliveries_of(
        self, organisation: UUID, endpoint: EndpointId, choice: Choice, limit: int
    ) -> Sequence[OwnDelivery]:
        """List one page."""
        rows = await self.pool.fetch(
            SQL["list_own_deliveries"],
            organisation,
            endpoint,
            choice.state,
            choice.kind,
            choice.after,
            limit,
        )
        return [_delivery(row) for row in rows]

    async def posted(
        self, organisation: UUID, endpoint: EndpointId, delivery: DeliveryId
    ) -> Posted | None:
        """Read one with its attempts."""
        async with self.pool.acquire() as connection:
            row = await connection.fetchrow(
                SQL["read_own_delivery"], organisation, endpoint, delivery
            )
            if row is None:
                return None
            tries = await connection.fetch(SQL["list_tries"], delivery)
        news = News(row["event_id"], row["kind"], row["occurred_at"], row["subject"], row["link"])
        return Posted(_delivery(row), news, [Try(**each) for each in tries])


def _delivery(row: asyncpg.Record) -> OwnDelivery:
    return OwnDelivery(**{name: row[name] for name in _DELIVERY})


def _endpoint(row: asyncpg.Record) -> OwnEndpoint:
    tried = row["tried"]
    return OwnEndpoint(
        id=EndpointId(row["id"]),
        url=row["url"],
        wishes=Wishes(tuple(row["types"]), tuple(row["municipalities"]), tuple(row["lines"])),
        enabled=row["enabled"],
        is_checked=row["is_checked"],
        has_two_secrets=row["has_two_secrets"],
        last_success_at=row["last_success_at"],
        failing_since=row["failing_since"],
        disabled_at=row["disabled_at"],
        waiting=row["waiting"],
        missed=row["missed"],
        trial=Trial(tried, row["tried_at"], row["tried_response"]) if tried else None,
    )
