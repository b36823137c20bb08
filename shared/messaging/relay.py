"""Publish what the outbox holds, in order per subject, and mark a row only when it is confirmed.

Reading, publishing and marking overlap: while one batch waits for its confirms the next is read
and written, and the one before is marked. A crash between confirm and mark publishes twice,
never zero times; the consumers' inboxes make the second time harmless.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import aio_pika
import asyncpg
import structlog

from shared.contracts.envelope import CONTENT_TYPE
from shared.messaging.outbox import SQL
from shared.messaging.publisher import Outgoing, Publisher, UnroutableError
from shared.messaging.shards import Share
from shared.messaging.topology import EVENTS
from shared.postgres.types import Connection, Pool
from shared.telemetry import metrics

BATCH = 200
WINDOW = 3
"""Batches under way at once."""
PASS_BATCHES = 50
"""A pass starts over after this many, so that rows committed late are not left behind."""
POLL_SECONDS = 0.5
RETRY_SECONDS = 1.0
BALANCE_SECONDS = 0.5
BREATH_SECONDS = 0.0015
LONGEST_BREATH_SECONDS = 0.02
"""A rest for each event just sent: alone it goes at once, in a crowd many go together."""
WAKE = "outbox_wake"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Progress:
    """What a health check wants to know of a relay."""

    connected: bool = False
    failing_since: float | None = None
    last_error: str | None = None


class Relay:
    """One per service process; `hint` after a commit, `run` for as long as the process lives."""

    def __init__(self, pool: Pool, rabbit_url: str, *, service: str) -> None:
        """Open nothing yet."""
        self.progress = Progress()
        self._pool = pool
        self._publisher = Publisher(rabbit_url, name=f"{service}.relay")
        self._hint = asyncio.Event()
        self._told = False
        self._failed = False
        """Something was not sent: rest before the next pass."""
        self._stuck = False
        """The broker takes nothing now; what it returned as unroutable holds nobody else up."""

    def hint(self) -> None:
        """Say that something was committed to the outbox; costs nothing and may be repeated."""
        self._told = True
        self._hint.set()

    async def run(self) -> None:
        """Relay until cancelled; every failure is survived with a pause."""
        try:
            while True:
                try:
                    await self._session()
                except asyncio.CancelledError as error:
                    # aiormq lets its own cancellation out of a pending confirm (reliability §0.5)
                    if (task := asyncio.current_task()) is None or task.cancelling():
                        raise
                    self._note(error)
                except Exception as error:  # noqa: BLE001  # a relay must outlive every fault
                    self._note(error)
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            await self._publisher.close()

    def _note(self, error: BaseException) -> None:
        self.progress.connected = False
        self.progress.last_error = type(error).__name__
        if self.progress.failing_since is None:
            self.progress.failing_since = asyncio.get_running_loop().time()
            log.warning("relay interrupted", error=type(error).__name__)

    def _note_recovery(self) -> None:
        """Take a pass without failure for health, also when there was nothing to send."""
        if not self._failed:
            self.progress.failing_since, self.progress.last_error = None, None

    async def _session(self) -> None:
        async with self._pool.acquire() as connection:
            share = Share(connection)
            await share.join()
            await connection.add_listener(WAKE, self._woken)
            try:
                while True:
                    await share.keep_balance(BALANCE_SECONDS)
                    await self._wake_others(connection, share.relays)
                    self._hint.clear()
                    await self._publisher.channel()
                    self.progress.connected = True
                    sent = await self._pass(connection, share)
                    self._note_recovery()
                    await self._rest(sent)
            finally:
                # gives the shards back, and hears no more
                with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    await connection.reset()

    def _woken(self, *_: object) -> None:
        self._hint.set()

    async def _wake_others(self, connection: Connection, relays: int) -> None:
        told, self._told = self._told, False
        if told and relays > 1:
            await connection.execute(f"NOTIFY {WAKE}")

    async def _rest(self, sent: int) -> None:
        if self._failed:
            self._failed = self._stuck = False
            await asyncio.sleep(RETRY_SECONDS)
            return
        await asyncio.sleep(min(sent * BREATH_SECONDS, LONGEST_BREATH_SECONDS))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self._hint.wait()

    async def _pass(self, connection: Connection, share: Share) -> int:
        sent, window = 0, list[asyncio.Task[None]]()
        try:
            async for rows in self._unsent(connection, sorted(share.shards)):
                sent += len(rows)
                window.append(asyncio.create_task(self._send(rows)))
                if len(window) >= WINDOW:
                    await window.pop(0)
        finally:
            results = await asyncio.gather(*window, return_exceptions=True)
        for result in results:
            if result is not None:
                raise result
        return sent

    async def _unsent(
        self, connection: Connection, shards: Sequence[int]
    ) -> AsyncIterator[Sequence[asyncpg.Record]]:
        after = 0
        for _ in range(PASS_BATCHES):
            rows = await connection.fetch(SQL["unsent_events"], after, shards, BATCH)
            if not rows or self._stuck:
                return
            yield rows
            if len(rows) < BATCH:
                return
            after = rows[-1]["position"]

    async def _send(self, rows: Sequence[asyncpg.Record]) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        errors = await self._publisher.publish_all([outgoing(row) for row in rows])
        metrics.relay_confirm_seconds.observe(loop.time() - started)
        pairs = list(zip(rows, errors, strict=True))
        confirmed = [row["position"] for row, error in pairs if error is None]
        if confirmed:
            await self._pool.execute(SQL["mark_sent"], confirmed)
            metrics.relay_confirmed_total.inc(len(confirmed))
        self._judge([(row, error) for row, error in pairs if error is not None])

    def _judge(self, failed: list[tuple[asyncpg.Record, BaseException]]) -> None:
        if not failed:
            return
        self._failed = True
        returned = [row for row, error in failed if isinstance(error, UnroutableError)]
        self._stuck = self._stuck or len(returned) < len(failed)
        for event_type in sorted({row["type"] for row in returned}):
            log.error("event unroutable", event_type=event_type)
        metrics.relay_returned_total.inc(len(returned))
        metrics.relay_nacked_total.inc(len(failed) - len(returned))
        self._note(failed[0][1])


def outgoing(row: asyncpg.Record) -> Outgoing:
    """Make the message of one outbox row; the body is the row's, byte for byte."""
    traceparent = row["traceparent"]
    return Outgoing(
        EVENTS,
        row["type"],
        aio_pika.Message(
            row["body"].encode(),
            content_type=CONTENT_TYPE,
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            message_id=str(row["event_id"]),
            type=row["type"],
            headers={"traceparent": traceparent} if traceparent else None,
        ),
    )
