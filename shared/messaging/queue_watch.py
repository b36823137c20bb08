"""A service looks whether its queues are there and heard; it may declare nothing itself.

The broker does not always tell a consumer that its queue was deleted, so who consumes is told from
here to begin anew: when a queue is there again, and when one has had no consumer twice running.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog

from shared.loops import Limits, Loop, Pauses
from shared.messaging.queue_looks import QueueLooks
from shared.messaging.topology import WorkQueue
from shared.telemetry import metrics

EACH: Final = timedelta(seconds=4)
LIMITS: Final = Limits(told=timedelta(seconds=20))

log = structlog.get_logger(__name__)


class QueueGoneError(Exception):
    """A queue is gone; whoever deploys declares it again, what it misses must be sent again."""


class QueueWatch:
    """Watches the work queues of one service, their ladders and parked queues."""

    def __init__(
        self,
        rabbit_url: str,
        queues: Sequence[WorkQueue],
        *,
        service: str,
        begin_anew: Sequence[Callable[[], None]] = (),
    ) -> None:
        """Connect when its loop runs; `begin_anew` tells who consumes."""
        self._looks = QueueLooks(rabbit_url, f"{service}.queues")
        self.loop = Loop("queues", self._look, Pauses(EACH, EACH), self._looks.close, limits=LIMITS)
        self._queues = queues
        self._begin_anew = begin_anew
        self._gone: frozenset[str] = frozenset()
        self._unheard: frozenset[str] = frozenset()

    async def _look(self) -> None:
        gone, unheard = dict[str, str](), set[str]()
        async with self._looks as looks:
            for queue in self._queues:
                missing = await looks.gone(queue)
                if missing:
                    gone[queue.name] = missing
                elif not await looks.consumers(queue.name):
                    unheard.add(queue.name)
        self._begin_anew_where_needed(gone, unheard)
        self._note(gone)
        if gone:
            raise QueueGoneError  # shown as long as it is

    def _begin_anew_where_needed(self, gone: Mapping[str, str], unheard: set[str]) -> None:
        is_needed = bool(self._gone - gone.keys() or self._unheard & unheard)
        self._unheard = frozenset() if is_needed else frozenset(unheard)
        if is_needed:
            for begin_anew in self._begin_anew:
                begin_anew()

    def _note(self, gone: Mapping[str, str]) -> None:
        for name in sorted(gone.keys() - self._gone):
            log.error("queue is gone", queue=gone[name])
            metrics.queues_gone_total.labels(name).inc()
        for queue in self._queues:
            metrics.queues_missing.labels(queue.name).set(queue.name in gone)
        self._gone = frozenset(gone)
