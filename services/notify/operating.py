"""What the operator's tool asks of notify: partners' endpoints, and whether letters leave."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg
from standardwebhooks import Webhook
from uuid_utils.compat import uuid7

from services.notify.letters.model import Fate, Outgoing
from services.notify.letters.store import PostgresOutgoingLetters
from services.notify.queues import PARTNER_TYPES
from services.notify.subscriptions.model import Endpoint
from services.notify.subscriptions.store import PostgresSubscriptions
from services.notify.subscriptions.use_cases import (
    ManageEndpoints,
    UnknownEndpointError,
    UnknownTypeError,
)
from shared.postgres.types import Connection
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault

__all__ = [
    "Fate",
    "Outgoing",
    "UnknownEndpointError",
    "UnknownTypeError",
    "add_endpoint",
    "fate_of",
    "outgoing",
    "rotate_secret",
]


@dataclass(frozen=True, slots=True)
class OperatorWork:
    """A transaction in which the operator changes endpoints."""

    connection: Connection
    vault: Vault

    @property
    def subscriptions(self) -> PostgresSubscriptions:
        """Give the subscriptions."""
        return PostgresSubscriptions(self.connection, self.vault)


@dataclass(frozen=True, slots=True)
class OperatorStore:
    """Opens a connection for each transaction, for the operator's tool runs without a pool."""

    dsn: str
    vault: Vault

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[OperatorWork]:
        """Open one transaction; leaving it without an error commits."""
        async with _connected(self.dsn) as connection, connection.transaction():
            yield OperatorWork(connection, self.vault)


async def outgoing(dsn: str) -> Outgoing:
    """Say whether letters leave."""
    async with _connected(dsn) as connection:
        return await PostgresOutgoingLetters(connection).outgoing()


async def fate_of(dsn: str, notification_id: UUID) -> Fate | None:
    """Say what became of a letter; None while notify has not heard of it."""
    async with _connected(dsn) as connection:
        return await PostgresOutgoingLetters(connection).fate_of(notification_id)


async def add_endpoint(  # noqa: PLR0913  # plain arguments, as the operator's tool gives them
    dsn: str,
    name: str,
    url: str,
    secret: str,
    types: Sequence[str],
    *,
    sealing_keys: str,
    municipalities: Sequence[str] = (),
) -> UUID:
    """Add a partner's endpoint; `secret` is `whsec_…` as in Standard Webhooks.

    Raises UnknownTypeError, or asyncpg.UniqueViolationError when the name is taken.
    """
    endpoint = Endpoint(name, url, secret, types, municipalities)
    return await _endpoints(dsn, sealing_keys).add_endpoint(endpoint)


async def rotate_secret(dsn: str, name: str, secret: str, *, sealing_keys: str) -> None:
    """Sign with a new secret and, until the next rotation, with the former one too.

    Raises UnknownEndpointError.
    """
    await _endpoints(dsn, sealing_keys).rotate_secret(name, secret)


def _endpoints(dsn: str, sealing_keys: str) -> ManageEndpoints:
    store = OperatorStore(dsn, Vault(KeyRing.from_text(sealing_keys)))
    return ManageEndpoints(store, PARTNER_TYPES, check_secret=Webhook, new_id=uuid7)


@asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()
