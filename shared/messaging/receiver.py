"""What happens to one delivery: read, handle, and when that fails take the detour.

Nothing here acknowledges: returning means "done with it", raising means "put it back", which is
only the crash path (the broker away while a failed message is being moved).
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aio_pika
import structlog
from aio_pika.abc import AbstractIncomingMessage
from typing_extensions import override

from shared.contracts.envelope import Envelope
from shared.contracts.wire import UnknownTypeError, UnreadableEventError, read, read_later
from shared.messaging.copies import Headers, put_back
from shared.messaging.detours import Detour, detour
from shared.messaging.errors import PermanentError
from shared.messaging.patience import PATIENCE, Patience
from shared.messaging.publisher import Outgoing, Publisher
from shared.messaging.speakers import NotItsOwnerError, check_speaker, speaker_of
from shared.messaging.topology import WorkQueue
from shared.telemetry import metrics
from shared.telemetry.logs import event_context
from shared.telemetry.traces import span

Handler = Callable[[Envelope[Any]], Awaitable[None]]
"""Any: a handler knows which event its queue carries; the registry does not."""

log = structlog.get_logger(__name__)


class UnreadableMessageError(PermanentError):
    """The message is not an event that this version can read."""

    @override
    def __str__(self) -> str:
        """Add where it broke: field names and kinds of error, never values."""
        return " ".join([super().__str__(), *self.args])


@dataclass(frozen=True, slots=True)
class Receiver:
    """Feeds one queue's deliveries to its handler."""

    queue: WorkQueue
    handler: Handler
    publisher: Publisher
    patience: Patience = PATIENCE

    async def __call__(self, message: AbstractIncomingMessage) -> None:
        """Handle one delivery, from now, to its end."""
        await self.receive(message, self.patience.clock())

    async def receive(self, message: AbstractIncomingMessage, since: float) -> None:
        """Handle one delivery to its end; it is held `since` then on the clock of patience."""
        try:
            event = event_of(message, self.queue)
        except PermanentError as error:
            await self.divert(message, error)
            return
        with event_context(event), span(f"{self.queue.name} handle", parent=event.traceparent):
            await self._handle(message, event, since)

    async def _handle(
        self, message: AbstractIncomingMessage, event: Envelope[Any], since: float
    ) -> None:
        started = time.perf_counter()
        try:
            await self.patience.hold(lambda: self.handler(event), since)
        except Exception as error:  # noqa: BLE001  # every failure has a decided answer: the detour
            await self.divert(message, error)
        else:
            metrics.inbox_handled_total.labels(self.queue.name).inc()
        finally:
            metrics.handler_seconds.labels(self.queue.name).observe(time.perf_counter() - started)

    async def divert(self, message: AbstractIncomingMessage, error: Exception) -> None:
        """Move a failed delivery on, confirmed; raises when that cannot be done now."""
        step = detour(self.queue, _failures(message), error)
        await self.publisher.publish(
            Outgoing(self.queue.returns, step.routing_key, _copy(message, self.queue, step))
        )
        counter = metrics.inbox_parked_total if step.parked else metrics.inbox_retried_total
        counter.labels(self.queue.name).inc()
        say = log.error if step.parked else log.warning
        say("delivery diverted", queue=step.routing_key, attempts=step.attempts, reason=step.reason)


def event_of(message: AbstractIncomingMessage, queue: WorkQueue) -> Envelope[Any]:
    """Read a message and see who said it; raises UnreadableMessageError or NotItsOwnerError."""
    try:
        event = _read(message.body, queue)
    except UnreadableEventError as error:
        raise UnreadableMessageError(str(error)) from None
    try:
        check_speaker(event, speaker_of(message, queue.consumer))
    except NotItsOwnerError:
        metrics.inbox_strangers_total.labels(queue.name).inc()
        raise
    return event


def _read(body: bytes, queue: WorkQueue) -> Envelope[Any]:
    try:
        return read(body)
    except UnknownTypeError:
        if not queue.keeps_later:
            raise
    return read_later(body)


def _failures(message: AbstractIncomingMessage) -> int:
    count = message.headers.get("attempts", 0)
    return count if isinstance(count, int) else 0


def _copy(message: AbstractIncomingMessage, queue: WorkQueue, step: Detour) -> aio_pika.Message:
    told: Headers = {"attempts": step.attempts, "reason": step.reason, "queue": queue.name}
    return put_back(message, queue.consumer, told)
