"""What a service opens to speak and listen: relay, consumers and their health, in one place."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from shared.loops import probes_of, supervised
from shared.messaging.batch_consumer import BatchConsumer, BatchHandler
from shared.messaging.listener import Listening
from shared.messaging.probes import Probing
from shared.messaging.publisher import Publisher
from shared.messaging.queue_watch import QueueWatch
from shared.messaging.receiver import Handler
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Pool
from shared.telemetry.health import Probe


@dataclass(frozen=True, slots=True)
class Messaging:
    """The running parts, as the rest of the service sees them."""

    relay: Relay
    probes: Mapping[str, Probe]

    def hint(self) -> None:
        """Say, after a commit, that events wait in the outbox."""
        self.relay.hint()


@asynccontextmanager
async def open_messaging(
    *,
    rabbit_url: str,
    pool: Pool,
    service: str,
    reactions: Mapping[WorkQueue, Handler] | None = None,
    batches: Mapping[WorkQueue, BatchHandler] | None = None,
) -> AsyncIterator[Messaging]:
    """Start relay and consumers in the background: the broker may be away, then and later.

    On the way out consumers finish what they hold, then the relay stops; unsent rows stay.
    """
    publisher = Publisher(rabbit_url, name=f"{service}.detours")
    relay = Relay(pool, rabbit_url, service=service)
    listening = Listening(rabbit_url, reactions or {}, publisher)
    consumers = [
        BatchConsumer(rabbit_url, queue, handler, publisher)
        for queue, handler in (batches or {}).items()
    ]
    queues = [*(reactions or {}), *(batches or {})]
    begin_anew = [listening.begin_anew, *(consumer.begin_anew for consumer in consumers)]
    watch = QueueWatch(rabbit_url, queues, service=service, begin_anew=begin_anew)
    hearing = [consumer.loop for consumer in consumers]
    hearing += [listening.loop] if reactions else []
    hearing += [watch.loop] if queues else []
    probes = Probing(pool, relay, publisher, queues).by_name()
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(publisher.close)
        await stack.enter_async_context(supervised([relay.loop]))
        await stack.enter_async_context(supervised(hearing))
        yield Messaging(relay, {**probes, **probes_of([relay.loop, *hearing])})
