"""How the messaging of a service is: tells a broker that is away from a database that is down."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.messaging.outbox import SQL
from shared.messaging.publisher import Publisher
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Pool
from shared.telemetry import metrics
from shared.telemetry.health import Degrading, Finding, Probe

LATE_SECONDS = 30.0
"""An event that waits longer in the outbox is worth a human's look."""


@dataclass(frozen=True, slots=True)
class Probing:
    """The probes beside those of the loops; only `postgres` can be down.

    Without the broker pages go on accepting and the outbox grows: degraded, not down.
    """

    pool: Pool
    relay: Relay
    publisher: Publisher
    queues: Sequence[WorkQueue]

    def by_name(self) -> Mapping[str, Probe]:
        """Give the probes as a readiness report names them."""
        return {
            "postgres": self.postgres,
            "outbox": Degrading(self.outbox),
            "broker": Degrading(self.broker),
            "consumers": Degrading(self.consumers),
            "shards": Degrading(self.relay.probe_shards),
            "forbidden_types": Degrading(self.relay.forbidden.probe),
        }

    async def postgres(self) -> Finding:
        """Ask the database for anything."""
        await self.pool.fetchval("SELECT 1")
        return Finding("ok")

    async def outbox(self) -> Finding:
        """Count what waits to be published, and how long the oldest has."""
        row = await self.pool.fetchrow(SQL["outbox_lag"])
        unsent, oldest = (row["unsent"], row["oldest"]) if row else (0, 0.0)
        metrics.outbox_unsent.set(unsent)
        metrics.outbox_oldest_seconds.set(oldest)
        return Finding(
            "degraded" if oldest > LATE_SECONDS else "ok",
            {"unsent": unsent, "oldest_seconds": round(oldest, 1)},
        )

    async def broker(self) -> Finding:
        """Read the relay's own experience: a ping would not see a broker that blocks publishers."""
        trouble = self.relay.loop.trouble
        if trouble is None and self.relay.is_connected:
            return Finding("ok")
        error = trouble.error if trouble else ""
        blocked = "blocked" if error == "TimeoutError" else "away"
        seconds = time.monotonic() - trouble.since if trouble else 0.0
        return Finding(
            "degraded", {"broker": blocked, "error": error, "seconds": round(seconds, 1)}
        )

    async def consumers(self) -> Finding:
        """See on the broker that somebody listens to each of our queues."""
        channel = await self.publisher.channel()
        found = [await channel.get_queue(queue.name) for queue in self.queues]
        deaf = [queue.name for queue in found if not queue.declaration_result.consumer_count]
        if deaf:
            return Finding("degraded", {"not_consumed": ", ".join(deaf)})
        return Finding("ok", {"queues": len(self.queues)})
