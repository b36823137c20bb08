"""Deliveries: kept, leased, ended, and shown."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointLine,
    Undecided,
    Until,
    Written,
)
from services.notify.subscriptions.model import EndpointId
from shared.activation import Activation
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))
SHOWN = load_queries(Path(__file__).with_name("pages.sql"))
"""What staff and the operator look at."""
_DELIVERY = tuple(
    field.name for field in fields(Delivery) if field.name not in {"activation", "organisation"}
)

LEASE = timedelta(seconds=60)
"""Longer than any attempt may take; after it, by the network's clock, another process may try."""
PER_ENDPOINT = 4
"""In flight at once to one endpoint, counted over all processes."""


@dataclass(frozen=True, slots=True)
class PostgresDeliveries:
    """Implements the port `Deliveries`."""

    connection: Connection

    async def keep(self, delivery: Delivery, kind: str, version: int, until: Until) -> bool:
        """Insert, unless a unique index knows it."""
        expires = isinstance(until, datetime)
        kept = await self.connection.fetchval(
            SQL["keep_delivery"],
            delivery.id,
            delivery.channel,
            delivery.event_id,
            delivery.about,
            delivery.correlation_id,
            delivery.municipality,
            delivery.traceparent,
            delivery.activation.id,
            delivery.activation.exercise,
            kind,
            version,
            until if expires else None,
            None if expires else until,
            delivery.whose,
            delivery.place,
            delivery.organisation,
        )
        return kept is not None

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        """End well, and note that the endpoint heard us."""
        return await self._settle("mark_sent", claim, response)

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        """End for a human."""
        return await self._settle("mark_failed", claim, response, reason)

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        """Make it due later."""
        await self.connection.execute(
            SQL["put_off"], claim.delivery.id, claim.attempt, response, delay
        )

    async def recall(self, whose: UUID, reason: str) -> Sequence[tuple[Claim, int]]:
        """End what waits, leased or not."""
        rows = await self.connection.fetch(SQL["recall"], whose, reason)
        return [(_claim(row), row["version"]) for row in rows]

    async def written_to(self, people: Sequence[UUID]) -> Written | None:
        """Count rows."""
        row = await self.connection.fetchrow(SQL["letters_to"], list(people))
        return Written(**dict(row)) if row and row["letters"] else None

    async def let_go(
        self, endpoint: EndpointId, reason: str, limit: int
    ) -> Sequence[tuple[Claim, int]]:
        """End the oldest that waits for an endpoint."""
        rows = await self.connection.fetch(SQL["let_go"], endpoint, reason, limit)
        return [(_claim(row), row["version"]) for row in rows]

    async def send_again(self, delivery: DeliveryId) -> bool:
        """Start the schedule anew."""
        return await self.connection.fetchval(SQL["send_again"], delivery) is not None

    async def send_missed(self, endpoint: EndpointId, since: datetime | None) -> int:
        """Start the schedules anew, of what waits too."""
        return int(await self.connection.fetchval(SQL["send_missed"], endpoint, since))

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        """Note who needs to look no more."""
        return await self.connection.fetchval(SQL["mark_handled"], delivery) is not None

    async def _settle(self, query: str, claim: Claim, *values: str) -> int | None:
        version: int | None = await self.connection.fetchval(
            SQL[query], claim.delivery.id, claim.attempt, *values
        )
        return version


@dataclass(frozen=True, slots=True)
class PostgresDueDeliveries:
    """Implements the port `DueDeliveries`: each claim is one statement that is committed."""

    pool: Pool
    lease: timedelta = LEASE
    per_endpoint: int = PER_ENDPOINT

    async def claim_of_kind(self, kind: str, limit: int) -> Sequence[Claim]:
        """Lease what is due for recipients of one kind."""
        rows = await self.pool.fetch(SQL["claim_of_kind"], kind, limit, self.lease)
        return [_claim(row) for row in rows]

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        """Lease due news, few an endpoint."""
        rows = await self.pool.fetch(SQL["claim_calls"], limit, self.lease, self.per_endpoint)
        return [_claim(row) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresDeliveryLines:
    """Implements the port `DeliveryLines`."""

    pool: Pool

    async def lines(self, limit: int) -> Sequence[DeliveryLine]:
        """List for the page."""
        rows = await self.pool.fetch(SHOWN["list_deliveries"], limit)
        return [_line(row) for row in rows]

    async def count_for_humans(self) -> int:
        """Count what waits for a human."""
        return int(await self.pool.fetchval(SHOWN["count_for_humans"]))


async def undecided(connection: Connection) -> Undecided:
    """Count what waits for a person."""
    row = await connection.fetchrow(SHOWN["count_for_operator"])
    return Undecided(**dict(row or {}))


def _claim(row: asyncpg.Record) -> Claim:
    delivery = Delivery(
        **{name: row[name] for name in _DELIVERY},
        activation=Activation(row["activation_id"], row["exercise"]),
    )
    return Claim(
        delivery, row["attempts"], row["tries"], row["expired"], row["age"], row["interrupted"]
    )


def _line(row: asyncpg.Record) -> DeliveryLine:
    return DeliveryLine(**row)


@dataclass(frozen=True, slots=True)
class PostgresEndpointLines:
    """Implements the port `EndpointLines`."""

    pool: Pool

    async def lines(self) -> Sequence[EndpointLine]:
        """List the endpoints."""
        rows = await self.pool.fetch(SHOWN["list_endpoints"])
        return [
            EndpointLine(
                name=row["name"],
                types=tuple(row["types"]),
                municipalities=tuple(row["municipalities"]),
                enabled=row["enabled"],
                last_success_at=row["last_success_at"],
                waiting=row["waiting"],
                id=EndpointId(row["id"]),
                disabled_at=row["disabled_at"],
                oldest=row["oldest"],
            )
            for row in rows
        ]
