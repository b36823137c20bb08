"""What the operator's tool asks of notify: partners' endpoints, and whether letters leave."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from standardwebhooks import Webhook
from uuid_utils.compat import uuid7

from services.notify.deliveries import store
from services.notify.deliveries.model import Undecided
from services.notify.letters.model import Fate, Outgoing
from services.notify.letters.store import PostgresOutgoingLetters
from services.notify.subscriptions.model import Endpoint, Wishes
from services.notify.subscriptions.ports import NameTakenError
from services.notify.subscriptions.use_cases import (
    ManageEndpoints,
    UnknownEndpointError,
    UnknownTypeError,
)
from services.notify.work import store_over
from shared.activation.current import PostgresCurrent
from shared.clock import Clock
from shared.contracts.partner_news import PARTNER_TYPES
from shared.messaging.outbox import Outbox
from shared.postgres.places import ONE
from shared.postgres.pool import connected, open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault

__all__ = [
    "Fate",
    "NameTakenError",
    "Outgoing",
    "Undecided",
    "UnknownEndpointError",
    "UnknownTypeError",
    "add_endpoint",
    "fate_of",
    "outgoing",
    "rotate_secret",
    "undecided",
]


async def outgoing(dsn: str) -> Outgoing:
    """Say whether letters leave."""
    async with connected(dsn) as connection:
        return await PostgresOutgoingLetters(connection).outgoing()


async def undecided(dsn: str) -> Undecided:
    """Say what waits for a person to decide."""
    async with connected(dsn) as connection:
        return await store.undecided(connection)


async def fate_of(dsn: str, notification_id: UUID) -> Fate | None:
    """Say what became of a letter; None while notify has not heard of it."""
    async with connected(dsn) as connection:
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

    Raises UnknownTypeError, NoActivationError while the network sleeps, or NameTakenError.
    """
    endpoint = Endpoint(name, url, secret, Wishes(types, municipalities))
    async with _endpoints(dsn, sealing_keys) as endpoints:
        return await endpoints.add_endpoint(endpoint)


async def rotate_secret(dsn: str, name: str, secret: str, *, sealing_keys: str) -> None:
    """Sign with a new secret and, until the next rotation, with the former one too.

    Raises UnknownEndpointError.
    """
    async with _endpoints(dsn, sealing_keys) as endpoints:
        await endpoints.rotate_secret(name, secret)


@asynccontextmanager
async def _endpoints(dsn: str, sealing_keys: str) -> AsyncIterator[ManageEndpoints]:
    clock, vault = Clock(), Vault(KeyRing.from_text(sealing_keys))
    async with open_pool(dsn, name="notify-operating", places=ONE, greet=clock.set_by) as pool:
        outbox = Outbox("porukalla/notify", clock.now, uuid7)
        store = store_over(pool, outbox, vault, hint=_nothing_to_wake)
        yield ManageEndpoints(store, PostgresCurrent(pool), PARTNER_TYPES, Webhook, uuid7)


def _nothing_to_wake() -> None:
    """Stand for the relay, which runs with the service and looks by itself."""
