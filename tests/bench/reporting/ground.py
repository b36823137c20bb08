"""A log of any length, of stories that are all alike but for their ids."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import uuid4

from deploy.local.databases import Addresses
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases
from tests.support.reporting.building import helped, named

STORY: Final = helped("one")
_IDS: Final = ("one", "one match", "one activity", "volunteer", *(str(each.id) for each in STORY))
_FILL: Final = """
INSERT INTO event_log (
    event_id, type, subject, subject_version, correlation_id, occurred_at, exercise, body,
    activation_id
)
SELECT (message ->> 'id')::uuid, message ->> 'type', message ->> 'subject',
    (message ->> 'subjectversion')::bigint, (message ->> 'correlationid')::uuid,
    (message ->> 'time')::timestamptz, false, message, (message ->> 'activationid')::uuid
FROM generate_series($3::integer, $4::integer) AS number
CROSS JOIN unnest($1::text[]) WITH ORDINALITY AS told (body, place)
CROSS JOIN LATERAL (
    SELECT {replaced}::jsonb AS message
) AS made
WHERE cardinality($2::text[]) > 0
ORDER BY number, place
"""
STEP: Final = 2_500
"""Stories that are written at once."""


@asynccontextmanager
async def reporting_database(admin_dsn: str) -> AsyncIterator[Addresses]:
    """Make an empty one; it goes in the end."""
    databases = FreshDatabases(admin_dsn)
    made = await databases.make("reporting")
    yield made
    await databases.drop(made)


def fresh(count: int) -> list[Envelope[Event]]:
    """Give events that nobody has stored."""
    return [
        STORY[at % len(STORY)].model_copy(
            update={"id": uuid4(), "subject": f"request/{uuid4()}", "correlationid": uuid4()}
        )
        for at in range(count)
    ]


async def fill(
    owner: Connection, events: int, story: Sequence[Envelope[Event]] = STORY, after: int = 0
) -> int:
    """Write whole stories into the log until it has so many more; gives how many events they are.

    `after` says how many stories there were before.
    """
    ids = [str(named(each)) if len(each) < 36 else each for each in _IDS]
    replaced = "body"
    for at in range(1, len(ids) + 1):
        replaced = f"replace({replaced}, ($2::text[])[{at}], md5(number || ' {at}')::uuid::text)"
    bodies = [write(event).decode() for event in story]
    stories = -(-events // len(story))
    for first in range(after + 1, after + stories + 1, STEP):
        last = min(first + STEP - 1, after + stories)
        await owner.execute(_FILL.format(replaced=replaced), bodies, ids, first, last)
    return stories * len(story)
