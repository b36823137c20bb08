"""What a human does with parked messages: look, send back, discard; the last two leave a trace."""

import contextlib
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, Self

from aio_pika.abc import AbstractIncomingMessage
from aiormq.exceptions import ChannelNotFoundEntity
from typing_extensions import override

from shared.messaging.copies import name_of, put_back
from shared.messaging.outbox import SQL
from shared.messaging.publisher import Outgoing, Publisher
from shared.messaging.speakers import NotItsOwnerError
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Connection

Action = Literal["retried", "discarded"]
MOST = 10_000


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """One message as it lies there; `body` may hold sealed parts, which stay sealed."""

    queue: str
    event_id: str
    """Its id, or a name made of its content where it came without one."""
    type: str
    attempts: int
    reason: str
    body: bytes

    @property
    def is_of_stranger(self) -> bool:
        """Say whether another than the owner of its type said it."""
        return self.reason.startswith(NotItsOwnerError.__name__)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who does what, and why; `event_ids` None means all."""

    action: Action
    actor: str
    reason: str
    event_ids: frozenset[str] | None = None

    def covers(self, message: ParkedMessage) -> bool:
        """Say whether this message is meant."""
        return self.event_ids is None or message.event_id in self.event_ids


class ParkedQueue(AbstractAsyncContextManager["ParkedQueue"]):
    """The parked messages of one work queue."""

    def __init__(self, rabbit_url: str, queue: WorkQueue) -> None:
        """Open with `async with`."""
        self._queue = queue
        self._publisher = Publisher(rabbit_url, name="parked")

    @override
    async def __aenter__(self) -> Self:
        """Connect."""
        await self._publisher.channel()
        return self

    @override
    async def __aexit__(self, *raised: object) -> None:
        """Disconnect; whatever was only looked at goes back."""
        await self._publisher.close()

    async def look(self, limit: int = MOST) -> list[ParkedMessage]:
        """Read up to `limit` messages, oldest first, and leave them where they are."""
        found = await self._take(limit)
        await _put_back([message for message, _ in found])
        return [parked for _, parked in found]

    async def decide(self, decision: Decision, connection: Connection) -> list[ParkedMessage]:
        """Send back or discard what the decision covers; the audit row is stored first.

        A crash in between repeats the step: the inbox makes a second delivery harmless.
        """
        found = await self._take(MOST)
        covered = [(message, parked) for message, parked in found if decision.covers(parked)]
        for message, parked in covered:
            await self._carry_out(decision, message, parked, connection)
        await _put_back([message for message, parked in found if not decision.covers(parked)])
        return [parked for _, parked in covered]

    async def _carry_out(
        self,
        decision: Decision,
        message: AbstractIncomingMessage,
        parked: ParkedMessage,
        connection: Connection,
    ) -> None:
        await connection.execute(
            SQL["audit_parked"],
            self._queue.name,
            parked.event_id,
            decision.action,
            decision.actor,
            decision.reason,
        )
        if decision.action == "retried":
            again = put_back(message, self._queue.consumer)
            await self._publisher.publish(Outgoing(self._queue.returns, self._queue.name, again))
        await message.ack()

    async def _take(self, limit: int) -> list[tuple[AbstractIncomingMessage, ParkedMessage]]:
        channel = await self._publisher.channel()
        queue = await channel.get_queue(self._queue.parked, ensure=False)
        found: list[tuple[AbstractIncomingMessage, ParkedMessage]] = []
        with contextlib.suppress(ChannelNotFoundEntity):  # somebody deleted the queue
            while len(found) < limit and (message := await queue.get(fail=False)) is not None:
                found.append((message, _parked(self._queue, message)))
        return found


async def _put_back(messages: Sequence[AbstractIncomingMessage]) -> None:
    for message in messages:
        await message.nack(requeue=True)


def _parked(queue: WorkQueue, message: AbstractIncomingMessage) -> ParkedMessage:
    attempts, reason = message.headers.get("attempts"), message.headers.get("reason")
    return ParkedMessage(
        queue=queue.name,
        event_id=name_of(message),
        type=message.type or "",
        attempts=attempts if isinstance(attempts, int) else 0,
        reason=reason if isinstance(reason, str) else "killed its consumer too often",
        body=message.body,
    )
