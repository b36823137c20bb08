"""What the operator's tool asks of notify: partners' endpoints, and whether letters leave."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
from standardwebhooks import Webhook
from uuid_utils.compat import uuid7

from services.notify.queues import PARTNER_TYPES
from services.notify.store.queries import SQL
from shared.postgres.types import Connection
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault


class UnknownTypeError(Exception):
    """Partners cannot subscribe to this event type."""


class UnknownEndpointError(Exception):
    """No endpoint has this name."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Whether letters leave now."""

    last_sent_at: datetime | None
    """When the last one was taken over by the mail server; None when none ever was."""
    stuck: int
    """Letters that were refused, or that nobody tried in time, since then."""
    response: str | None
    """What the mail server answered to the newest of them, or `connection` or `timeout`."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one letter: `waiting`, `sent` or `failed`, and the last answer."""

    state: str
    response: str | None


async def outgoing(dsn: str) -> Outgoing:
    """Say whether letters leave."""
    async with _transaction(dsn) as connection:
        row = await connection.fetchrow(SQL["outgoing_letters"])
    return Outgoing(**dict(row or {}))


async def fate_of(dsn: str, notification_id: UUID) -> Fate | None:
    """Say what became of a letter; None while notify has not heard of it."""
    async with _transaction(dsn) as connection:
        row = await connection.fetchrow(SQL["fate_of_letter"], notification_id)
    return Fate(**dict(row)) if row else None


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
    if unknown := set(types) - set(PARTNER_TYPES):
        raise UnknownTypeError(*sorted(unknown))
    Webhook(secret)
    endpoint_id = uuid7()
    async with _transaction(dsn) as connection:
        sealed = await _vault(sealing_keys).seal(
            connection, f"endpoint/{endpoint_id}", {"secret": secret}
        )
        await connection.execute(
            SQL["add_endpoint"],
            endpoint_id,
            name,
            url,
            sealed["secret"],
            list(types),
            list(municipalities),
        )
    return endpoint_id


async def rotate_secret(dsn: str, name: str, secret: str, *, sealing_keys: str) -> None:
    """Sign with a new secret and, until the next rotation, with the former one too.

    Raises UnknownEndpointError.
    """
    Webhook(secret)
    vault = _vault(sealing_keys)
    async with _transaction(dsn) as connection:
        row = await connection.fetchrow(SQL["read_secret"], name)
        if row is None:
            raise UnknownEndpointError(name)
        subject = f"endpoint/{row['id']}"
        former = await vault.unseal(connection, subject, {"secret": row["secret"]})
        sealed = await vault.seal(
            connection, subject, {"secret": secret, "previous_secret": former["secret"]}
        )
        await connection.execute(
            SQL["change_secret"], row["id"], sealed["secret"], sealed["previous_secret"]
        )


def _vault(sealing_keys: str) -> Vault:
    return Vault(KeyRing.from_text(sealing_keys))


@asynccontextmanager
async def _transaction(dsn: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            yield connection
    finally:
        await connection.close()
