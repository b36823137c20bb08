"""Publish what the outbox holds, in order per subject, and mark a row only when it is confirmed.

Reading, publishing and marking overlap: while one batch waits for its confirms the next is read
and written, and the one before is marked. Of a subject only one event is under way at a time, and
none passes one that was refused. A crash between confirm and mark publishes twice, never zero
times; the consumers' inboxes make the second time harmless.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing, suppress
from datetime import timedelta

import asyncpg

from shared.loops import Loop, Pauses
from shared.messaging.forbidden_types import ForbiddenTypes
from shared.messaging.outbox import SQL
from shared.messaging.publisher import Publisher
from shared.messaging.relay_pass import Pass, Rows
from shared.messaging.shards import Share
from shared.messaging.users import user_of
from shared.postgres.types import Connection, Pool
from shared.telemetry.health import Finding

BATCH = 200
PASS_BATCHES = 50
"""A pass starts over after this many, so that rows committed late are not left behind."""
PAUSES = Pauses(usual=timedelta(seconds=2), after_failure=timedelta(seconds=1))
"""Who commits wakes its relay, and that wakes the others: a look in between finds what a process
left that died before it could say so."""
BALANCE_SECONDS = 2.0
LEAVE_SECONDS = 2.0
BREATH_SECONDS = 0.0015
LONGEST_BREATH_SECONDS = 0.02
"""A rest for each event just sent: alone it goes at once, in a crowd many go together."""
WAKE = "outbox_wake"


class Relay:
    """One per service process; `hint` after a commit, and a loop that the process keeps going."""

    def __init__(self, pool: Pool, rabbit_url: str, *, service: str) -> None:
        """Open nothing yet; what it sends is said by the service's user."""
        self._user = user_of(service)
        self.loop = Loop("relay", self._go_round, PAUSES, self._end)
        self._pool = pool
        self._publisher = Publisher(rabbit_url, name=f"{service}.relay")
        self.forbidden = ForbiddenTypes()
        self._told = False
        self._held = AsyncExitStack()
        self._connection: Connection | None = None
        self.share: Share | None = None

    @property
    def is_connected(self) -> bool:
        """Say whether it can send what it finds."""
        return self.share is not None and self._publisher.is_connected

    def hint(self) -> None:
        """Say that something was committed to the outbox; costs nothing and may be repeated."""
        self._told = True
        self.loop.wake()

    async def probe_shards(self) -> Finding:
        """Say whether it holds the part of the outbox that is its own."""
        return self.share.finding() if self.share else Finding("ok")

    async def _go_round(self) -> None:
        try:
            sent, refused = await self._send_what_waits()
        except BaseException:
            await self._leave()  # another relay may be better off
            raise
        if refused is not None:
            raise refused
        await asyncio.sleep(min(sent * BREATH_SECONDS, LONGEST_BREATH_SECONDS))

    async def _send_what_waits(self) -> tuple[int, BaseException | None]:
        await self._publisher.channel()  # who cannot send holds no shards
        connection, share = await self._join()
        await share.keep_balance(BALANCE_SECONDS)
        await self._wake_others(connection, share.relays)
        self.forbidden.begin_pass()
        going = Pass(self._pool, self._publisher, self._user, self.forbidden)
        waiting = unsent(connection, sorted(share.shards), self.forbidden.names)
        async with aclosing(waiting) as batches:
            sent = await going.send(batches)
        self.forbidden.end_pass()
        if going.is_nacked:
            await self._publisher.close()
        return sent, going.error

    async def _join(self) -> tuple[Connection, Share]:
        if self._connection is None or self.share is None:
            self._connection = await self._held.enter_async_context(self._pool.acquire())
            await self._connection.add_listener(WAKE, self._woken)
            share = Share(self._connection)
            await share.join()
            self.share = share
        return self._connection, self.share

    async def _leave(self) -> None:
        """Give the shards back, and hear no more."""
        connection, self._connection, self.share = self._connection, None, None
        if connection is None:
            return
        try:
            await connection.reset(timeout=LEAVE_SECONDS)
        except Exception:  # noqa: BLE001  # whatever is wrong with the session, the server ends it
            with suppress(asyncpg.InterfaceError):  # it was lost already
                connection.terminate()
        finally:
            await self._held.aclose()

    async def _end(self) -> None:
        await self._leave()
        await self._publisher.close()

    def _woken(self, *_: object) -> None:
        self.loop.wake()

    async def _wake_others(self, connection: Connection, relays: int) -> None:
        told, self._told = self._told, False
        if told and relays > 1:
            await connection.execute(f"NOTIFY {WAKE}")


async def unsent(
    connection: Connection, shards: Sequence[int], held: frozenset[str] = frozenset()
) -> AsyncGenerator[Rows, None]:
    """Read what waits, a batch at a time; all batches show the outbox of one moment.

    Else the second event of a subject might be seen and the first, whose place in the order was
    passed before it was committed, not. Batches of nothing but `held` types use up no pass: however
    many those are, what lies behind them is reached.
    """
    rows = await _after(connection, 0, shards)
    if len(rows) < BATCH:
        if rows:
            yield rows
        return
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        position, left = 0, PASS_BATCHES
        while left:
            rows = await _after(connection, position, shards)
            if rows:
                yield rows
            if len(rows) < BATCH:
                return
            position = rows[-1]["position"]
            left -= not held.issuperset(row["type"] for row in rows)


async def _after(connection: Connection, position: int, shards: Sequence[int]) -> Rows:
    return await connection.fetch(SQL["unsent_events"], position, shards, BATCH)
