"""Looks whether the queues of one service are still there, and declares again what is gone.

The broker does not always tell a consumer that its queue was deleted, so who consumes is told from
here to begin anew: after a declaration, and when a queue has had no consumer twice running.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

import structlog
from aio_pika.abc import AbstractChannel, AbstractConnection
from aiormq.exceptions import ChannelNotFoundEntity

from shared.loops import Limits, Loop, Pauses
from shared.messaging.publisher import connect, part_with
from shared.messaging.topology import WorkQueue, declare_one, specs_of
from shared.telemetry import metrics

EACH: Final = timedelta(seconds=5)
LIMITS: Final = Limits(told=timedelta(seconds=20))

log = structlog.get_logger(__name__)


class QueueGoneError(Exception):
    """A queue was gone and is declared again; what was published meanwhile must be sent again."""


class QueueKeeper:
    """Looks after work queues, their ladders and parked queues, and that they are heard."""

    def __init__(
        self,
        rabbit_url: str,
        queues: Sequence[WorkQueue],
        *,
        service: str,
        begin_anew: Sequence[Callable[[], None]] = (),
    ) -> None:
        """Connect when its loop runs; `begin_anew` tells who consumes."""
        self.loop = Loop("queues", self._look, Pauses(EACH, EACH), self._close, limits=LIMITS)
        self._url = rabbit_url
        self._queues = queues
        self._name = f"{service}.queues"
        self._begin_anew = begin_anew
        self._unheard: frozenset[str] = frozenset()
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None

    async def _look(self) -> None:
        unheard = set[str]()
        try:
            gone = [queue for queue in self._queues if await self._is_gone(queue, unheard)]
            for queue in gone:
                await declare_one(await self._open(), queue)
        except BaseException:
            await self._close()
            raise
        again, self._unheard = self._unheard & unheard, frozenset(unheard)
        if gone or again:
            self._unheard = frozenset()
            for begin_anew in self._begin_anew:
                begin_anew()
        if gone:
            raise QueueGoneError  # shown until the next look

    async def _is_gone(self, queue: WorkQueue, unheard: set[str]) -> bool:
        for spec in specs_of(queue):
            try:
                found = await (await self._open_channel()).get_queue(spec.name)
            except ChannelNotFoundEntity:  # which closes the channel
                log.error("queue is gone", queue=spec.name)  # noqa: TRY400  # the name says it all
                metrics.queues_gone_total.labels(queue.name).inc()
                return True
            if spec.name == queue.name and not found.declaration_result.consumer_count:
                unheard.add(queue.name)
        return False

    async def _open_channel(self) -> AbstractChannel:
        if self._channel is None or self._channel.is_closed:
            self._channel = await (await self._open()).channel()
        return self._channel

    async def _open(self) -> AbstractConnection:
        if self._connection is None:
            self._connection = await connect(self._url, self._name)
        return self._connection

    async def _close(self) -> None:
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            await part_with(connection)
