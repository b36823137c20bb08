"""How long a start takes to open everybody from a real database, sealed as they are."""

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import asyncpg

from deploy.local.databases import Addresses
from services.intake.callers.store import PostgresCallerReader
from services.intake.callers.use_cases.keep import KeepCallers
from services.intake.requests.model import RequestId
from services.intake.requests.rows import subject_of
from services.intake.submissions.rules.reference import reference_of
from shared.activation import FIRST_ACTIVATION
from shared.postgres.pool import open_pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import SealedNew, Vault
from tests.bench.intake.corpus.people import Caller
from tests.bench.measuring import Row, alone
from tests.support.fresh_databases import FreshDatabases

_REQUESTS: Final = (
    *("id", "reference", "state", "category", "urgency", "postal_code"),
    *("municipality", "language", "channel", "on_behalf", "status_hash", "key_hash"),
    *("activation_id", "exercise", "min_vetting", "volunteer_allowed", "first_name", "street"),
    "created_at",
)
_POINTS: Final = [
    "request_id",
    "kind",
    "address",
    "language",
    "may_leave_message",
    "place",
    "whose",
]
_KEYS: Final = ["subject", "ring_key", "wrapped"]
Sealed = Sequence[tuple[RequestId, Caller, SealedNew]]


@dataclass(frozen=True, slots=True)
class Town:
    """A database in which everybody called before, and what opens it."""

    addresses: Addresses
    ring: str


@asynccontextmanager
async def stored(admin_dsn: str, people: Sequence[Caller]) -> AsyncIterator[Town]:
    """Store everybody, sealed as they are."""
    databases, ring = FreshDatabases(admin_dsn), new_ring_key("k1")
    made = await databases.make("intake")
    vault = Vault(KeyRing.from_text(ring))
    try:
        await _store(
            made.owner_dsn, [_sealed(vault, place, one) for place, one in enumerate(people)]
        )
        yield Town(made, ring)
    finally:
        await databases.drop(made)


async def opening_rows(town: Town, people: int) -> list[Row]:
    """Begin a process, and hear of one who comes later."""
    vault = Vault(KeyRing.from_text(town.ring))
    async with open_pool(town.addresses.app_dsn, name="bench") as pool:
        keep = KeepCallers(PostgresCallerReader(pool, vault))
        began = time.perf_counter()
        await keep.catch_up()
        opened = time.perf_counter() - began
        await keep.catch_up()
        began = time.perf_counter()
        await keep.catch_up()
        looked = time.perf_counter() - began
    assert len(keep.index) == people  # else nothing was measured
    return [
        alone(f"{people:,} callers opened from the database at a start", opened, "s"),
        alone("a look that finds nothing new", 1000 * looked, "ms"),
    ]


def _sealed(vault: Vault, place: int, one: Caller) -> tuple[RequestId, Caller, SealedNew]:
    request_id = RequestId(UUID(int=place + 1))
    fields = {"first_name": one.name, "phone": f"+358{one.phone[1:]}"}
    if one.address:
        fields["street"] = one.address
    return request_id, one, vault.seal_new(subject_of(request_id), fields)


async def _store(dsn: str, sealed: Sealed) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        keys = (each.claim[:3] for _, _, each in sealed)
        await connection.copy_records_to_table("subject_keys", records=keys, columns=_KEYS)
        await connection.copy_records_to_table(
            "requests", records=_requests(sealed), columns=_REQUESTS
        )
        points = (
            (request_id, "phone", each.fields["phone"], "fi", False, 1, "helped")
            for request_id, _, each in sealed
        )
        await connection.copy_records_to_table("reach_points", records=points, columns=_POINTS)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _requests(sealed: Sealed) -> Iterator[tuple[object, ...]]:
    now = datetime.now(UTC)
    for place, (request_id, one, each) in enumerate(sealed):
        hashed = f"{place:064x}"
        names = each.fields.get("first_name"), each.fields.get("street")
        yield (
            *(request_id, reference_of(place), "received", "groceries", "today", "50100", one.town),
            *("fi", "phone", False, hashed, hashed, FIRST_ACTIVATION.id, False, "none", True),
            *(*names, now),
        )
