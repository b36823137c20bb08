"""How fast facts come into the log: against a COPY of the same rows, and one at a time."""

import time
from collections.abc import Sequence
from functools import partial
from typing import Final

from services.reporting.event_log.store.log import PostgresEventLog
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.messaging.batch_consumer import BATCH
from shared.postgres.pool import connected
from shared.postgres.types import Connection
from tests.bench.measuring import Goal, Row, alternate, compared
from tests.bench.reporting.ground import fresh, reporting_database

COPIED, SINGLE = Goal(">=", 0.5), Goal(">=", 5)
_COLUMNS: Final = (
    "event_id",
    "type",
    "subject",
    "subject_version",
    "correlation_id",
    "occurred_at",
    "municipality",
    "activation_id",
    "exercise",
    "body",
)
_COPY: Final = """
CREATE TABLE copied (
    LIKE event_log_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES
);
ALTER TABLE copied ALTER COLUMN position ADD GENERATED ALWAYS AS IDENTITY
"""


async def storing_rows(admin_dsn: str, *, events: int = 20_000, rounds: int = 3) -> list[Row]:
    """Store batches as the service does; the table that is copied into has the same indexes."""
    async with (
        reporting_database(admin_dsn) as made,
        connected(made.app_dsn) as app,
        connected(made.owner_dsn) as owner,
    ):
        await owner.execute(_COPY)
        batched = partial(_stored, app, events, BATCH)
        copied = await alternate(batched, partial(_copied, owner, events), rounds)
        single = await alternate(batched, partial(_stored, app, events // 20, 1), rounds)
    return [
        compared(f"log: batches of {BATCH}, against COPY of the same rows", "/s", copied, COPIED),
        compared("log: the same, against one insert an event", "/s", single, SINGLE),
    ]


async def _stored(connection: Connection, events: int, batch: int) -> float:
    facts = fresh(events)
    started = time.perf_counter()
    for first in range(0, events, batch):
        async with connection.transaction():
            await PostgresEventLog(connection).append(facts[first : first + batch])
    return events / (time.perf_counter() - started)


async def _copied(connection: Connection, events: int) -> float:
    facts = fresh(events)
    started = time.perf_counter()
    for first in range(0, events, BATCH):
        await connection.copy_records_to_table(
            "copied", records=_records(facts[first : first + BATCH]), columns=_COLUMNS
        )
    return events / (time.perf_counter() - started)


def _records(facts: Sequence[Envelope[Event]]) -> list[tuple[object, ...]]:
    return [
        (
            fact.id,
            fact.type,
            fact.subject,
            fact.subjectversion,
            fact.correlationid,
            fact.time,
            fact.municipality,
            fact.activationid,
            fact.exercise,
            write(fact).decode(),
        )
        for fact in facts
    ]
