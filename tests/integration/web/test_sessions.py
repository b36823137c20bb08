"""Staff sessions on a real database, opened and closed by events in any order."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import uuid4

import asyncpg
import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement
from shared.postgres.types import Connection
from shared.sealing.tokens import token_hash
from shared.web import sessions
from tests.support.events import outbox
from tests.support.fresh_databases import FreshDatabases

HASH = token_hash("a token")


@pytest.fixture
async def connection(fresh_databases: FreshDatabases) -> AsyncIterator[Connection]:
    made = await fresh_databases.make("web", [("web", sessions.MIGRATIONS)])
    connection = await asyncpg.connect(made.app_dsn)
    yield connection
    await connection.close()
    await fresh_databases.drop(made)


def opened(*, hours: float = 12) -> Envelope[StaffSessionOpened]:
    data = StaffSessionOpened(
        session_hash=HASH,
        staff_id=uuid4(),
        role=StaffRole.COORDINATOR,
        expires_at=datetime.now(UTC) + timedelta(hours=hours),
    )
    return cast("Envelope[StaffSessionOpened]", _event(data))


def closed() -> Envelope[StaffSessionClosed]:
    return cast("Envelope[StaffSessionClosed]", _event(StaffSessionClosed(session_hash=HASH)))


def _event(data: Event) -> Envelope[Event]:
    return outbox().envelope(Announcement(f"staff_session/{uuid4()}", 1, data, uuid4()))


async def test_an_opened_session_is_found_with_its_role(connection: Connection) -> None:
    event = opened()

    await sessions.remember(connection, event)
    await sessions.remember(connection, event)

    found = await sessions.find_session(connection, HASH)
    assert found == sessions.StaffSession(event.data.staff_id, StaffRole.COORDINATOR)


async def test_an_expired_session_is_not_found(connection: Connection) -> None:
    await sessions.remember(connection, opened(hours=-1))

    assert await sessions.find_session(connection, HASH) is None


async def test_a_closed_session_is_not_found(connection: Connection) -> None:
    await sessions.remember(connection, opened())
    await sessions.forget(connection, closed())

    assert await sessions.find_session(connection, HASH) is None


async def test_a_session_closed_before_it_was_heard_of_never_opens(
    connection: Connection,
) -> None:
    await sessions.forget(connection, closed())
    await sessions.remember(connection, opened())

    assert await sessions.find_session(connection, HASH) is None


async def test_an_unknown_session_is_not_found(connection: Connection) -> None:
    assert await sessions.find_session(connection, HASH) is None


async def test_sweeping_keeps_who_is_signed_in_and_what_ended_lately(
    connection: Connection,
) -> None:
    await sessions.remember(connection, opened())
    for token, days in (("lately", 1), ("long ago", 3)):
        await connection.execute(
            "INSERT INTO staff_sessions (session_hash, closed_at)"
            " VALUES ($1, now() - make_interval(days => $2))",
            token_hash(token),
            days,
        )

    await sessions.sweep(connection)

    kept = await connection.fetch("SELECT session_hash FROM staff_sessions")
    assert {row["session_hash"] for row in kept} == {HASH, token_hash("lately")}


async def test_a_role_that_nobody_knows_yet_opens_nothing(connection: Connection) -> None:
    await sessions.remember(connection, opened())
    await connection.execute("UPDATE staff_sessions SET role = 'caretaker'")

    assert await sessions.find_session(connection, HASH) is None
