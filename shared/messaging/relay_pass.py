"""One pass of a relay over what waits: publish, and mark what was confirmed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from operator import itemgetter
from typing import Final, TypeAlias

import asyncpg
import structlog
from aio_pika import DeliveryMode
from aio_pika.exceptions import DeliveryError

from shared.contracts.envelope import CONTENT_TYPE
from shared.messaging.forbidden_types import FORBIDDING, SIGNS, ForbiddenTypes
from shared.messaging.outbox import SQL
from shared.messaging.publisher import (
    REFUSALS,
    Outgoing,
    PlainMessage,
    Properties,
    Publisher,
    UnroutableError,
)
from shared.messaging.subject_order import Refused, waves
from shared.messaging.topology import EVENTS
from shared.postgres.types import Pool
from shared.telemetry import metrics

Rows: TypeAlias = Sequence[asyncpg.Record]

Failed: TypeAlias = Sequence[tuple[asyncpg.Record, BaseException]]

WINDOW: Final = 3
"""Batches under way at once."""

_subject = itemgetter("subject")

log = structlog.get_logger(__name__)


class Pass:
    """Sends batches, a few of them at once, and remembers what was refused."""

    def __init__(
        self, pool: Pool, publisher: Publisher, user: str, forbidden: ForbiddenTypes
    ) -> None:
        """Mark through the pool: the relay's own session reads meanwhile."""
        self._forbidden = forbidden
        self._pool = pool
        self._user = user
        self._publisher = publisher
        self._refused = Refused[asyncpg.Record](_subject, itemgetter("type"), forbidden.names)
        self._under_way: list[tuple[asyncio.Task[None], frozenset[str]]] = []
        self.error: BaseException | None = None
        """Of the first event that was refused."""
        self.is_nacked = False

    async def send(self, batches: AsyncIterator[Rows]) -> int:
        """Send all, and give how many there were; raises what the broker or the database did."""
        count = 0
        try:
            async for rows in batches:
                count += len(rows)
                subjects = frozenset(map(_subject, rows))
                await self._make_room(subjects)
                self._under_way.append((asyncio.create_task(self._send(rows)), subjects))
        finally:
            tasks = [task for task, _ in self._under_way]
            results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if result is not None:
                raise result
        return count

    async def _make_room(self, subjects: frozenset[str]) -> None:
        """Wait until the window has room and nothing of these subjects is under way."""
        window = 1 if self._forbidden.is_suspected else WINDOW
        while len(self._under_way) >= window or any(
            not subjects.isdisjoint(others) for _, others in self._under_way
        ):
            task, _ = self._under_way.pop(0)
            await task

    async def _send(self, rows: Rows) -> None:
        for wave in waves(rows, _subject):
            going = self._refused.without_waiting(wave)
            if going:
                await self._publish(going)

    async def _publish(self, rows: Rows) -> None:
        while rows and self._forbidden.is_suspected:
            await self._publish_alone(rows[0])
            rows = self._refused.without_waiting(rows[1:])
        if rows:
            self._judge(await self._publish_together(rows))

    async def _publish_alone(self, row: asyncpg.Record) -> None:
        failed = await self._publish_together([row])
        if any(isinstance(error, FORBIDDING) for _, error in failed):
            self._forbidden.add(row["type"])
        else:
            self._judge(failed)

    async def _publish_together(self, rows: Rows) -> Failed:
        loop = asyncio.get_running_loop()
        started = loop.time()
        errors = await self._publisher.publish_all([outgoing(row, self._user) for row in rows])
        metrics.relay_confirm_seconds.observe(loop.time() - started)
        pairs = list(zip(rows, errors, strict=True))
        confirmed = [row["position"] for row, error in pairs if error is None]
        failed = [(row, error) for row, error in pairs if error is not None]
        for row, _ in failed:
            self._refused.add(row)
        if confirmed:
            await self._pool.execute(SQL["mark_sent"], confirmed)
            metrics.relay_confirmed_total.inc(len(confirmed))
        return failed

    def _judge(self, failed: Failed) -> None:
        returned = [row for row, error in failed if isinstance(error, UnroutableError)]
        for event_type in sorted({row["type"] for row in returned}):
            log.error("event unroutable", event_type=event_type)
        metrics.relay_returned_total.inc(len(returned))
        metrics.relay_nacked_total.inc(len(failed) - len(returned))
        if any(isinstance(error, SIGNS) for _, error in failed):
            self._forbidden.suspect()
        for _, error in failed:
            if not isinstance(error, REFUSALS):
                raise error  # the broker is away, or forbade one of them
            self.error = self.error or error
            self.is_nacked = self.is_nacked or isinstance(error, DeliveryError)


def outgoing(row: asyncpg.Record, user: str) -> Outgoing:
    """Make the message of one outbox row, said by this user; the body is the row's own."""
    traceparent = row["traceparent"]
    return Outgoing(
        EVENTS,
        row["type"],
        PlainMessage(
            row["body"].encode(),
            Properties(
                content_type=CONTENT_TYPE,
                delivery_mode=DeliveryMode.PERSISTENT,
                message_id=str(row["event_id"]),
                message_type=row["type"],
                user_id=user,
                headers={"traceparent": traceparent} if traceparent else None,
            ),
        ),
    )
