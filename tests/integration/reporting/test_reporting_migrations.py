"""A database from before rows said their activation is brought to what a rebuild makes."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.reporting.migrations import COMPONENTS
from services.reporting.operating import rebuild
from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.postgres.migrations import migrate
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases
from tests.support.reporting.building import activity, helped, named
from tests.support.reporting.changes import PERSON, marked

LOG = """
INSERT INTO event_log (
    event_id, type, subject, subject_version, correlation_id, occurred_at, exercise, body
) VALUES ($1, $2, $3, $4, $5, $6, false, $7::jsonb)
"""
REQUESTS = """
INSERT INTO requests (
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, exercise
)
SELECT $1, 3, 'closed', 'completed', 'errands', 'groceries', '491',
    min(occurred_at) FILTER (WHERE type = 'request.created'),
    min(occurred_at) FILTER (WHERE type = 'request.completed'),
    min(occurred_at) FILTER (WHERE type = 'request.closed'),
    false
FROM event_log WHERE correlation_id = $1
"""
MATCHES = """
INSERT INTO matches (
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, exercise
)
SELECT $2, 3, 'completed', $1, $3,
    min(occurred_at) FILTER (WHERE type = 'match.proposed'),
    min(occurred_at) FILTER (WHERE type = 'volunteer.matched'),
    min(occurred_at) FILTER (WHERE type = 'assignment.completed'),
    false
FROM event_log WHERE correlation_id = $1
"""
HOURS = """
INSERT INTO hours (match_id, version, volunteer_id, minutes, logged_at, exercise)
SELECT $2, 4, $3, 45, occurred_at, false
FROM event_log WHERE correlation_id = $1 AND type = 'hours.logged'
"""
ACTIVITIES = """
INSERT INTO activities (
    counted_as, activity_id, version, assignment_id, request_id, service_line, municipality,
    occurred_on, headcount, basis, minutes, exercise
)
SELECT $2, (body -> 'data' ->> 'activity_id')::uuid, 1, $2, $1, 'errands', '491',
    '2026-11-25', 1, body -> 'data' ->> 'basis', 45, false
FROM event_log WHERE correlation_id = $1 AND type = 'activity.logged'
"""


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Addresses]:
    *parts, (name, own) = COMPONENTS
    shutil.copy(own / "0001_log_and_projections.sql", tmp_path)
    made = await fresh_databases.make("reporting", (*parts, (name, tmp_path)))
    yield made
    await fresh_databases.drop(made)


async def store(connection: Connection, name: str, story: list[Envelope[Event]]) -> None:
    """Store a story of help as the service did then."""
    for event in story:
        begun = event.model_copy(update={"activationid": FIRST_ACTIVATION.id})
        body = write(begun).decode()
        head = (event.id, event.type, event.subject, event.subjectversion)
        await connection.execute(LOG, *head, event.correlationid, event.time, body)
    request, match, volunteer = named(name), named(f"{name} match"), named("volunteer")
    await connection.execute(REQUESTS, request)
    await connection.execute(MATCHES, request, match, volunteer)
    await connection.execute(HOURS, request, match, volunteer)
    await connection.execute(ACTIVITIES, request, match)


async def test_rows_of_before_are_filled_as_a_rebuild_fills_them(old: Addresses) -> None:
    connection = await asyncpg.connect(old.owner_dsn)
    await store(connection, "one", marked(helped("one")))
    await store(connection, "two", helped("two"))

    await migrate(old.owner_dsn, COMPONENTS, old.app_role)
    people = await connection.fetch("SELECT person FROM requests ORDER BY person")
    rebuilt = await rebuild(old.owner_dsn)
    await connection.close()

    assert [row["person"] for row in people] == [PERSON, None]
    assert rebuilt.proved.agrees
    # 0149: what waits in the picture is known with the next event about it, or with a rebuild
    assert [each for each in rebuilt.made.differing if not each.startswith("picture_")] == []


async def test_an_insert_must_say_the_activation(old: Addresses) -> None:
    await migrate(old.owner_dsn, COMPONENTS, old.app_role)
    connection = await asyncpg.connect(old.owner_dsn)
    event = activity("park")
    head = (event.id, event.type, event.subject, event.subjectversion)

    with pytest.raises(asyncpg.NotNullViolationError):
        await connection.execute(LOG, *head, event.correlationid, event.time, "{}")
    await connection.close()
