"""The store itself: transactions."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.matching.domain.model import MatchId, RequestId, VolunteerId
from services.matching.ports import KeptDecision
from services.matching.store import choosing, matches, volunteers
from services.matching.store.addresses import AddressHashes
from services.matching.store.choosing import ChoosingRows
from services.matching.store.matches import MatchRows
from services.matching.store.needs import NeedRows
from services.matching.store.reasons import read
from services.matching.store.sessions import SessionRows
from services.matching.store.volunteers import VolunteerRows
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.inbox import first_deliveries, first_delivery
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.pool import ACQUIRE_SECONDS
from shared.postgres.types import Pool
from shared.sealing.vault import Vault

SQL = {**volunteers.SQL, **matches.SQL, **choosing.SQL}


class PostgresWork(VolunteerRows, NeedRows, MatchRows, ChoosingRows, SessionRows):
    """Implements the port `Work` on one connection inside a transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event in the inbox."""
        return await first_delivery(self.connection, "matching", event)

    async def first_deliveries(self, events: Sequence[Envelope[Event]]) -> set[UUID]:
        """Claim many events in the inbox by one statement."""
        return await first_deliveries(self.connection, "matching", events)

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Append to the outbox."""
        await self.outbox.append(self.connection, announcements)
        self.has_published = self.has_published or bool(announcements)


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """Implements the port `Store`; `hint` is called after a commit that published."""

    pool: Pool
    outbox: Outbox
    vault: Vault
    hint: Callable[[], None]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresWork]:
        """Open one transaction; a pool that stays empty counts as a database that is away."""
        addresses = AddressHashes(self.vault.ring)
        async with (
            self.pool.acquire(timeout=ACQUIRE_SECONDS) as connection,
            connection.transaction(),
        ):
            work = PostgresWork(connection, self.outbox, self.vault, addresses)
            yield work
        if work.has_published:
            self.hint()

    async def lapsed_matches(self, limit: int) -> Sequence[MatchId]:
        """Read ids without locking anything."""
        rows = await self._read("lapsed_matches", limit)
        return [MatchId(row["id"]) for row in rows]

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        """Read ids without locking anything."""
        rows = await self._read("weeks_over", limit)
        return [MatchId(row["id"]) for row in rows]

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read what is kept."""
        rows = await self._read("read_decisions", request_id)
        return [KeptDecision(row["decided_at"], read(row["body"])) for row in rows]

    async def unconfirmed_applicants(self, limit: int) -> Sequence[VolunteerId]:
        """Read ids without locking anything."""
        rows = await self._read("unconfirmed_applicants", limit)
        return [VolunteerId(row["volunteer_id"]) for row in rows]

    async def _read(self, statement: str, key: object) -> Sequence[asyncpg.Record]:
        async with self.pool.acquire(timeout=ACQUIRE_SECONDS) as connection:
            return await connection.fetch(SQL[statement], key)
