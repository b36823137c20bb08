"""The loop that keeps one way out busy: claim what is due, send it, sleep until woken."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog
from prometheus_client import Counter, Histogram

from services.notify.domain.model import Claim
from services.notify.domain.retrying import Done, Step
from shared.telemetry.metrics import REGISTRY
from shared.telemetry.tracing import span

POLL_SECONDS = 1.0
"""Finds what came due by itself, and what another process left behind."""

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

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Dispatcher:
    """Works off one channel with at most `limit` deliveries in flight."""

    claim: Callable[[int], Awaitable[Sequence[Claim]]]
    send: Callable[[Claim], Awaitable[Step]]
    limit: int
    poll_seconds: float = POLL_SECONDS
    _awake: asyncio.Event = field(default_factory=asyncio.Event)
    _in_flight: set[asyncio.Task[None]] = field(default_factory=set)
    _interrupted: bool = False

    def wake(self) -> None:
        """Look now: something became due, or a place became free."""
        self._awake.set()

    async def run(self) -> None:
        """Work until cancelled; then finish what is in flight."""
        try:
            while True:
                self._awake.clear()
                await self._start_what_is_due()
                await self._sleep()
        finally:
            await asyncio.gather(*self._in_flight, return_exceptions=True)

    async def _start_what_is_due(self) -> None:
        room = self.limit - len(self._in_flight)
        try:
            claims = await self.claim(room) if room else []
        except Exception as error:  # noqa: BLE001  # the loop outlives a database that is away
            if not self._interrupted:
                log.warning("claiming interrupted", error=type(error).__name__)
            self._interrupted = True
            return
        self._interrupted = False
        for claim in claims:
            task = asyncio.create_task(self._send_traced(claim))
            self._in_flight.add(task)
            task.add_done_callback(self._finished)

    async def _send_traced(self, claim: Claim) -> None:
        delivery = claim.delivery
        named = structlog.contextvars.bound_contextvars(
            delivery_id=str(delivery.id), correlation_id=str(delivery.correlation_id)
        )
        with named, span("notify send", parent=delivery.traceparent, attempt=claim.attempt):
            await self._send(claim)

    async def _send(self, claim: Claim) -> None:
        started = time.perf_counter()
        channel = claim.delivery.channel.value
        try:
            step = await self.send(claim)
        except Exception as error:  # noqa: BLE001  # the lease runs out and the next try is due
            attempts_total.labels(channel, "interrupted").inc()
            log.warning("delivery interrupted", error=type(error).__name__)
            return
        attempts_total.labels(channel, type(step).__name__.lower()).inc()
        if isinstance(step, Done):
            waited = claim.age.total_seconds() + time.perf_counter() - started
            handover_seconds.labels(channel).observe(waited)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self.wake()

    async def _sleep(self) -> None:
        # not wait_for: on Python 3.11 it swallows a cancellation that meets the wake-up
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.poll_seconds):
                await self._awake.wait()
