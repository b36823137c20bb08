"""What keeps one way out busy: claim what is due, send it, look again when a place is free."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from prometheus_client import Counter, Histogram

from services.notify.deliveries.model import Claim
from services.notify.deliveries.rules import Done, Step
from shared.loops import EACH_SECOND, Loop, Pauses
from shared.postgres.errors import is_unavailable
from shared.telemetry.metrics import REGISTRY
from shared.telemetry.traces import span

attempts_total = Counter(
    "notify_attempts_total", "Attempts by their result", ["channel", "result"], registry=REGISTRY
)
handover_seconds = Histogram(
    "notify_handover_seconds",
    "From taking a message in to the next carrier's yes",
    ["channel"],
    buckets=(0.1, 0.5, 1, 2, 5, 10, 30, 60, 600, 3600, 86_400),
    registry=REGISTRY,
)

LONGEST_SECONDS = 50.0
"""An attempt that hangs gives its place back before its lease ends."""

log = structlog.get_logger(__name__)


def _nobody() -> None:
    pass


class NothingLeavesError(Exception):
    """All places are taken by deliveries that take too long."""


@dataclass(slots=True)
class Dispatcher:
    """Keeps one way out busy, with at most `limit` deliveries in flight.

    Health shows when they all take longer than `late`.
    """

    claim: Callable[[int], Awaitable[Sequence[Claim]]]
    send: Callable[[Claim], Awaitable[Step]]
    note_fault: Callable[[Claim], Awaitable[Step]]
    """Counts an attempt that broke, so that it ends in a person's list and not in another one."""
    limit: int
    pauses: Pauses = EACH_SECOND
    late: timedelta = timedelta(seconds=20)
    _wake: Callable[[], None] = field(default=_nobody, init=False)
    _in_flight: dict[asyncio.Task[None], float] = field(default_factory=dict, init=False)

    def loop(self, name: str) -> Loop:
        """Give the loop that claims what is due; at its end what is in flight is finished."""
        loop = Loop(name, self._start_what_is_due, self.pauses, self._finish)
        self._wake = loop.wake
        return loop

    async def _start_what_is_due(self) -> None:
        room = self.limit - len(self._in_flight)
        if (
            not room
            and time.monotonic() - max(self._in_flight.values()) > self.late.total_seconds()
        ):
            raise NothingLeavesError
        for claim in await self.claim(room) if room else ():
            task = asyncio.create_task(self._send_traced(claim))
            self._in_flight[task] = time.monotonic()
            task.add_done_callback(self._finished)

    def _see_that_some_leave(self) -> None:
        if time.monotonic() - max(self._in_flight.values()) > self.late.total_seconds():
            raise NothingLeavesError

    async def _finish(self) -> None:
        await asyncio.gather(*self._in_flight, return_exceptions=True)

    async def _send_traced(self, claim: Claim) -> None:
        delivery = claim.delivery
        named = structlog.contextvars.bound_contextvars(
            delivery_id=str(delivery.id), correlation_id=str(delivery.correlation_id)
        )
        with named, span("notify send", parent=delivery.traceparent, attempt=claim.attempt):
            await self._send(claim)

    async def _send(self, claim: Claim) -> None:
        started = time.perf_counter()
        channel = claim.delivery.channel
        step = await self._step(claim)
        if step is None:
            attempts_total.labels(channel, "interrupted").inc()
            return
        attempts_total.labels(channel, type(step).__name__.lower()).inc()
        if isinstance(step, Done):
            waited = claim.age.total_seconds() + time.perf_counter() - started
            handover_seconds.labels(channel).observe(waited)

    async def _step(self, claim: Claim) -> Step | None:
        """Give what came of the attempt; after None the lease runs out, and the next is counted."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self.send(claim)
        except Exception as error:  # whatever it is, the delivery must end decided
            log.warning("delivery interrupted", exc_info=error)
            return None if is_unavailable(error) else await self._counted(claim)

    async def _counted(self, claim: Claim) -> Step | None:
        try:
            return await self.note_fault(claim)
        except Exception as error:  # as above
            log.warning("delivery interrupted", exc_info=error)
            return None

    def _finished(self, task: asyncio.Task[None]) -> None:
        del self._in_flight[task]
        self._wake()
