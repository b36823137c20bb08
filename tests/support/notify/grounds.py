"""Notify's store on a real database, with the levers of the store contract."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from typing_extensions import override

from services.notify.deliveries.store import (
    LEASE,
    PostgresDeliveryLines,
    PostgresDueDeliveries,
    PostgresEndpointLines,
)
from services.notify.endpoints.store import PostgresOwnEndpoints
from services.notify.operating import add_endpoint
from services.notify.partner_news.store import PostgresNewsOnPage
from services.notify.subscriptions.model import EndpointId
from services.notify.work import NotifyWork, store_over
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from shared.work import PostgresStore
from tests.support.notify.ground import Ground

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SEALING_KEYS = f"k1:{base64.b64encode(bytes(range(32))).decode()}"
PARTNER_URL = "https://partner.example/hook"


class PostgresGround(Ground):
    """A store over a pool."""

    store: PostgresStore[NotifyWork]

    def __init__(self, pool: Pool, dsn: str, lease: timedelta = LEASE) -> None:
        self.pool = pool
        self.dsn = dsn
        self.hints = 0
        self.told_now = datetime.now(UTC)
        self.store = store_over(
            pool=pool,
            outbox=Outbox("porukalla/notify", lambda: datetime.now(UTC), uuid4),
            vault=Vault(KeyRing.from_text(SEALING_KEYS)),
            hint=self.hint,
        )
        self.due = PostgresDueDeliveries(pool, lease)
        self.deliveries = PostgresDeliveryLines(pool)
        self.endpoints = PostgresEndpointLines(pool)
        self.own_endpoints = PostgresOwnEndpoints(pool)
        self.on_page = PostgresNewsOnPage(pool)

    def hint(self) -> None:
        """Count what the relay would hear."""
        self.hints += 1

    @override
    async def now(self) -> datetime:
        found: datetime = await self.pool.fetchval("SELECT network_now()")
        return found

    @override
    async def add_endpoint(
        self, *types: str, name: str = "partner", municipalities: tuple[str, ...] = ()
    ) -> EndpointId:
        return await self.add_endpoint_at(PARTNER_URL, *types, name=name, places=municipalities)

    async def add_endpoint_at(
        self, url: str, *types: str, name: str = "partner", places: tuple[str, ...] = ()
    ) -> EndpointId:
        """Add an endpoint with an address of its own."""
        added: UUID = await add_endpoint(
            self.dsn,
            name,
            url,
            SECRET,
            types,
            sealing_keys=SEALING_KEYS,
            municipalities=places,
        )
        return EndpointId(added)

    @override
    async def pass_time(self, time: timedelta) -> None:
        await self.pool.execute(
            "UPDATE deliveries SET due_at = due_at - $1::interval,"
            " leased_until = leased_until - $1::interval, expires_at = expires_at - $1::interval",
            time,
        )
        await self.pool.execute(
            "UPDATE endpoints SET rests_until = rests_until - $1::interval,"
            " rests_since = rests_since - $1::interval,"
            " failing_since = failing_since - $1::interval, tried_at = tried_at - $1::interval",
            time,
        )
        await self.pool.execute("UPDATE organisation_news SET due_at = due_at - $1::interval", time)
        await self.pool.execute(
            "UPDATE letter_wishes SET token_expires_at = token_expires_at - $1::interval,"
            " asked_since = asked_since - $1::interval",
            time,
        )


@asynccontextmanager
async def postgres_ground(dsn: str, lease: timedelta = LEASE) -> AsyncIterator[PostgresGround]:
    """Open a store on a migrated database."""
    async with open_pool(dsn, name="notify") as pool:
        yield PostgresGround(pool, dsn, lease)
