"""Do each event's work once: the id and the work are stored in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import SQL
from shared.postgres.types import Connection


async def first_delivery(connection: Connection, consumer: str, event: Envelope[Event]) -> bool:
    """Claim the event inside the caller's transaction; False means its work is already done.

    A second delivery that arrives while the first is being worked on waits for its commit.
    """
    claimed = await connection.fetchval(SQL["claim_event"], consumer, event.id, event.type)
    return claimed is not None


async def first_deliveries(
    connection: Connection,
    consumer: str,
    events: Sequence[Envelope[Event]],
) -> set[UUID]:
    """Claim many at once; returns the ids whose work is still to be done."""
    rows = await connection.fetch(
        SQL["claim_events"],
        consumer,
        [event.id for event in events],
        [event.type for event in events],
    )
    return {row["event_id"] for row in rows}
