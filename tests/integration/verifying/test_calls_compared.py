"""`verify` compares calls, ended or missed, of intake with those of reporting, one by one."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from deploy.verifying.comparison import verify
from tests.support.fresh_databases import MakeDatabase
from tests.support.reporting.building import (
    SPACE,
    START,
    called,
    created,
    missed,
    named,
    returned,
)
from tests.support.verifying.history import History, Queues, declared, open_history, own_queues

RULE = "calls that ended"
MISSED = "calls that nobody answered"
STORE = """
WITH person AS (
    INSERT INTO staff (id, name, password_hash, role, roles)
    VALUES ($1::uuid, $1::uuid::text, '$argon2id$', 'operator', ARRAY['operator'])
    RETURNING id
)
INSERT INTO calls (
    id, staff_id, direction, request_id, activation_id, exercise, started_at, ended_at,
    seconds, outcome
)
SELECT $1::uuid, id, 'inbound', $2, $3, false, $4, $4, 60, 'advised' FROM person
"""

STORE_MISSED = """
INSERT INTO unanswered_calls (
    id, rang_at, in_hours, activation_id, exercise, noted_at, returned_at
)
SELECT $1::uuid, at, true, $3::uuid, false, at, CASE WHEN $4::boolean THEN at END
FROM (SELECT $2::timestamptz AS at) AS told
"""
RANG_AT = START + timedelta(minutes=40)


@pytest.fixture(scope="module")
def queues(rabbit_url: str) -> Iterator[Queues]:
    with declared(rabbit_url, own_queues()) as queues:
        yield queues


@pytest.fixture
async def history(
    database: MakeDatabase, rabbit_url: str, queues: Queues
) -> AsyncIterator[History]:
    async with open_history(database, rabbit_url, queues) as history:
        await history.tell(created("one"), called("first"), called("second"))
        await history.store_request("one", closure=None)
        for name in ("first", "second"):
            await history.pools["intake"].execute(STORE, named(f"{name} call"), None, SPACE, START)
        await history.tell(missed("first"), missed("second"), returned("second"))
        for name in ("first", "second"):
            values = (named(f"{name} missed"), RANG_AT, SPACE, name == "second")
            await history.pools["intake"].execute(STORE_MISSED, *values)
        await history.pass_a_minute()
        yield history


async def broken(history: History) -> list[str]:
    verdict = await verify(history.places)
    return [check.rule for check in verdict.checks if check.broken]


async def test_calls_that_both_tell_alike_hold(history: History) -> None:
    assert await broken(history) == []


@pytest.mark.parametrize(
    ("service", "lie"),
    [
        ("intake", "DELETE FROM calls WHERE id = $1"),
        ("reporting", "UPDATE calls SET seconds = 1 WHERE call_id = $1"),
        ("reporting", "UPDATE calls SET outcome = 'abuse' WHERE call_id = $1"),
    ],
)
async def test_a_call_that_is_gone_or_told_otherwise_is_named(
    history: History, service: str, lie: str
) -> None:
    await history.pools[service].execute(lie, named("first call"))

    assert RULE in await broken(history)


@pytest.mark.parametrize(
    ("service", "lie"),
    [
        ("intake", "DELETE FROM unanswered_calls WHERE id = $1"),
        ("intake", "UPDATE unanswered_calls SET returned_at = noted_at WHERE id = $1"),
        ("reporting", "UPDATE missed_calls SET in_hours = false WHERE call_id = $1"),
        ("reporting", "UPDATE missed_calls SET exercise = true WHERE call_id = $1"),
    ],
)
async def test_a_missed_call_that_is_gone_or_told_otherwise_is_named(
    history: History, service: str, lie: str
) -> None:
    await history.pools[service].execute(lie, named("first missed"))

    assert MISSED in await broken(history)
