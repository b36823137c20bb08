"""The store itself: transactions, leases, and what the delivery page reads."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import asyncpg

from services.notify.domain.model import (
    Channel,
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointLine,
    State,
)
from services.notify.store.work import SQL, PostgresWork
from shared.messaging.outbox import Outbox
from shared.postgres.types import Pool
from shared.sealing.vault import Vault

LEASE = timedelta(seconds=60)
"""Longer than any attempt may take; after it another process may try."""
PER_ENDPOINT = 4
"""In flight at once to one endpoint, counted over all processes."""


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """Implements the port `Store`; `hint` is called after a commit that published."""

    pool: Pool
    outbox: Outbox
    vault: Vault
    hint: Callable[[], None]
    lease: timedelta = LEASE
    per_endpoint: int = PER_ENDPOINT

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresWork]:
        """Open one transaction."""
        async with self.pool.acquire() as connection, connection.transaction():
            work = PostgresWork(connection, self.outbox, self.vault)
            yield work
        if work.has_published:
            self.hint()

    async def claim_letters(self, limit: int) -> Sequence[Claim]:
        """Lease due letters."""
        rows = await self.pool.fetch(SQL["claim_letters"], limit, self.lease)
        return [_claim(row) for row in rows]

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        """Lease due news, few an endpoint."""
        rows = await self.pool.fetch(SQL["claim_calls"], limit, self.lease, self.per_endpoint)
        return [_claim(row) for row in rows]

    async def deliveries(self, limit: int) -> Sequence[DeliveryLine]:
        """List for the page."""
        rows = await self.pool.fetch(SQL["list_deliveries"], limit)
        return [_line(row) for row in rows]

    async def count_for_humans(self) -> int:
        """Count what waits for a human."""
        return int(await self.pool.fetchval(SQL["count_for_humans"]))

    async def endpoints(self) -> Sequence[EndpointLine]:
        """List the endpoints."""
        rows = await self.pool.fetch(SQL["list_endpoints"])
        return [
            EndpointLine(
                name=row["name"],
                types=tuple(row["types"]),
                municipalities=tuple(row["municipalities"]),
                enabled=row["enabled"],
                last_success_at=row["last_success_at"],
                waiting=row["waiting"],
            )
            for row in rows
        ]


def _claim(row: asyncpg.Record) -> Claim:
    delivery = Delivery(
        id=DeliveryId(row["id"]),
        channel=Channel(row["channel"]),
        event_id=row["event_id"],
        about=row["about"],
        correlation_id=row["correlation_id"],
        municipality=row["municipality"],
        traceparent=row["traceparent"],
    )
    return Claim(delivery, row["attempts"], row["tries"], row["expired"], row["age"])


def _line(row: asyncpg.Record) -> DeliveryLine:
    return DeliveryLine(
        id=DeliveryId(row["id"]),
        channel=Channel(row["channel"]),
        kind=row["kind"],
        endpoint=row["endpoint"],
        state=State(row["state"]),
        attempts=row["attempts"],
        response=row["response"],
        reason=row["reason"],
        created_at=row["created_at"],
        due_at=row["due_at"],
        handled=row["handled"],
    )
