"""While the database is away a batch is held as long as one delivery may be, and no longer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from aio_pika.abc import AbstractIncomingMessage

from shared.contracts.envelope import Envelope
from shared.messaging.batch_consumer import BATCH, Arrival, BatchConsumer
from shared.messaging.patience import HOLD_SECONDS, Patience
from shared.messaging.publisher import Outgoing, Publisher
from shared.messaging.topology import WorkQueue

EXAMPLE = Path("shared/contracts/examples/reporting/request.created.json")
QUEUE = WorkQueue("reporting", "facts", ("request.created",))
CONSUMER_TIMEOUT = 1800.0
"""RabbitMQ closes the channel of who holds a delivery longer."""
HOUR = 3600.0


@dataclass
class Time:
    """Passes only by resting."""

    now: float = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Broker:
    """Takes what is published, and remembers when what was acknowledged."""

    time: Time
    published: list[Outgoing] = field(default_factory=list)
    acked: dict[int, float] = field(default_factory=dict)

    async def publish(self, item: Outgoing) -> None:
        self.published.append(item)

    def delivery(self, tag: int) -> AbstractIncomingMessage:
        async def ack(*, multiple: bool = False) -> None:
            for number in range(tag + 1) if multiple else [tag]:
                self.acked.setdefault(number, self.time.now)

        made = SimpleNamespace(
            body=EXAMPLE.read_bytes(),
            headers={},
            content_type=None,
            message_id=None,
            user_id="porukalla-intake",
            type=None,
            ack=ack,
        )
        return cast("AbstractIncomingMessage", made)


@dataclass
class Database:
    """Away until some time; each try takes a little."""

    time: Time
    back_at: float
    handled: int = 0

    async def __call__(self, events: Sequence[Envelope[Any]]) -> None:
        self.time.now += 2
        if self.time.now < self.back_at:
            raise OSError
        self.handled += len(events)


class World:
    """Two batches that arrived together, as the prefetch has it."""

    def __init__(self, back_at: float) -> None:
        self.time = Time()
        self.broker = Broker(self.time)
        self.database = Database(self.time, back_at)
        patience = Patience(self.time.clock, self.time.sleep)
        publisher = cast("Publisher", self.broker)
        self.consumer = BatchConsumer("amqp://x", QUEUE, self.database, publisher, patience)

    async def deliver(self) -> None:
        arrivals = [Arrival(self.broker.delivery(tag), 0.0) for tag in range(2 * BATCH)]
        for start in (0, BATCH):
            await self.consumer.handle(arrivals[start : start + BATCH])


async def test_an_hour_without_database_closes_no_channel() -> None:
    world = World(back_at=HOUR)

    await world.deliver()

    assert len(world.broker.acked) == 2 * BATCH
    assert max(world.broker.acked.values()) < HOLD_SECONDS + 60 < CONSUMER_TIMEOUT
    assert len(world.broker.published) == 2 * BATCH
    assert {item.routing_key for item in world.broker.published} == {QUEUE.retry(1)}


async def test_a_short_outage_is_waited_for_in_place() -> None:
    world = World(back_at=HOLD_SECONDS / 2)

    await world.deliver()

    assert world.database.handled == 2 * BATCH
    assert world.broker.published == []
