"""The store itself: transactions, the board, and what expires."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from services.intake.domain.model import BoardLine
from services.intake.domain.words import State
from services.intake.ports import TakenIn
from services.intake.store.connected import SQL
from services.intake.store.contacts import ContactRows
from services.intake.store.drafts import DraftRows
from services.intake.store.requests import RequestRows
from services.intake.store.rows import board_line_of
from services.intake.store.staffing import StaffRows
from services.intake.store.taking_in import Reception
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.inbox import first_delivery
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.pool import ACQUIRE_SECONDS
from shared.postgres.types import Pool
from shared.sealing.vault import Vault


class PostgresWork(RequestRows, ContactRows, DraftRows, StaffRows):
    """Implements the port `Work` on one connection inside a transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event in the inbox."""
        return await first_delivery(self.connection, "intake", event)

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
        """Open one transaction."""
        async with (
            self.pool.acquire(timeout=ACQUIRE_SECONDS) as connection,
            connection.transaction(),
        ):
            work = PostgresWork(connection, self.outbox, self.vault)
            yield work
        if work.has_published:
            self.hint()

    async def take_in(self, taken: TakenIn) -> None:
        """Store a request with all that belongs to it."""
        await Reception(self.pool, self.outbox, self.vault).take_in(taken)
        self.hint()

    async def board(self, limit: int) -> Sequence[BoardLine]:
        """List what waits."""
        return [board_line_of(row) for row in await self.pool.fetch(SQL["board"], limit)]

    async def counts(self) -> Mapping[State, int]:
        """Count by state."""
        rows = await self.pool.fetch(SQL["count_states"])
        return {State(row["state"]): row["requests"] for row in rows}

    async def sweep(self) -> int:
        """Remove what has expired, some drafts at a time."""
        removed = 0
        while True:
            async with self.begin() as work:
                some = await work.remove_expired_drafts()
            removed += some
            if not some:
                break
        for name in ("forget_answers", "forget_tries"):
            done = await self.pool.execute(SQL[name])
            removed += int(done.rpartition(" ")[2])
        return removed
