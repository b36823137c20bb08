"""The real store with the levers of the contract."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from typing_extensions import override
from uuid_utils.compat import uuid7

from services.intake.board.store import PostgresBoardReader
from services.intake.call_list.store import PostgresCallListReader
from services.intake.held_requests.store import PostgresHeldRequestReader
from services.intake.lookups.store import PostgresLookReader
from services.intake.submissions.store import PostgresReception
from services.intake.timelines.store import PostgresTimelineReader
from services.intake.work import IntakeWork, store_over
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from shared.work import PostgresStore
from tests.support.intake.store_world import StoreWorld

SEALING_KEYS = new_ring_key("k1")
_FAR = timedelta(days=1000)
_TIMES = (
    ("requests", "created_at"),
    ("attentions", "raised_at"),
    ("attentions", "due_at"),
    ("attentions", "told_at"),
    ("attentions", "told_again_at"),
    ("attentions", "taken_at"),
    ("call_backs", "due_at"),
    ("call_rounds", "made_at"),
    ("call_rounds", "ends_at"),
    ("call_round_people", "due_at"),
    ("call_round_holds", "taken_at"),
    ("missed_calls", "rang_at"),
    ("calls", "started_at"),
    ("calls", "changed_at"),
    ("duties", "on_duty_until"),
    ("shifts", "ends_at"),
    ("partner_requests", "made_at"),
    ("contact_links", "expires_at"),
    ("contact_views", "viewed_at"),
    ("staff_searches", "searched_at"),
    ("caller_searches", "began_at"),
    ("drafts", "expires_at"),
    ("drafts", "started_at"),
    ("sign_in_tries", "blocked_until"),
    ("sign_in_tries", "tried_at"),
    ("half_open_sign_ins", "expires_at"),
    ("invitations", "expires_at"),
    ("imported_rows", "received_at"),
    ("due_wishes", "due_at"),
    ("rights", "asked_at"),
    ("rights", "expires_at"),
)

_ONLY = {"calls": "ended_at IS NULL"}
"""What ended stays as it ended."""


@dataclass
class PostgresWorld(StoreWorld):
    """The real store on a migrated database."""

    store: PostgresStore[IntakeWork]
    reception: PostgresReception
    board: PostgresBoardReader
    call_list: PostgresCallListReader
    held: PostgresHeldRequestReader
    looks: PostgresLookReader
    timelines: PostgresTimelineReader
    pool: Pool
    dsn: str

    @override
    async def now(self) -> datetime:
        found: datetime = await self.pool.fetchval("SELECT network_now()")
        return found

    @override
    async def pass_time(self, time: timedelta) -> None:
        for table, column in _TIMES:
            which = _ONLY.get(table, "true")
            await self.pool.execute(
                f"UPDATE {table} SET {column} = {column} - $1::interval WHERE {which}",  # noqa: S608  # ours
                time,
            )
        for step in (time + _FAR, -_FAR):  # no hour meets another on its way
            await self.pool.execute("UPDATE door_counts SET hour = hour - $1::interval", step)

    @override
    async def views(self) -> int:
        return int(await self.pool.fetchval("SELECT count(*) FROM contact_views"))


@asynccontextmanager
async def postgres_world(dsn: str, ring: str = SEALING_KEYS) -> AsyncIterator[PostgresWorld]:
    """Open the store on a migrated database."""
    outbox = Outbox("porukalla/intake", lambda: datetime.now(UTC), uuid7)
    async with open_pool(dsn, name="intake-test") as pool:
        vault = Vault(KeyRing.from_text(ring))
        yield PostgresWorld(
            store_over(pool, outbox, vault, _nobody_waits),
            PostgresReception(pool, outbox, vault, _nobody_waits),
            PostgresBoardReader(pool),
            PostgresCallListReader(pool),
            PostgresHeldRequestReader(pool),
            PostgresLookReader(pool),
            PostgresTimelineReader(pool),
            pool,
            dsn,
        )


def _nobody_waits() -> None:
    """Stand for the relay's ear."""
