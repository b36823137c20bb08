"""A hundred requests with somebody's address, through the real door (finding 4)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import asyncpg
import httpx
import pytest

from deploy.local.databases import Addresses
from deploy.local.rabbit import RabbitServer
from services.intake.doors.store import PostgresLetterCounts
from services.intake.queues import QUEUES
from shared.clock import shift
from shared.messaging.topology import declare
from tests.support.intake.app_world import running
from tests.support.intake.postgres_world import PostgresWorld

MakeDatabase = Callable[[str], Awaitable[Addresses]]
POSTS, AT_ONCE = 100, 6
AN_HOUR = 5
"""So the network's own file says."""
VICTIM = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "language": "fi",
    "email": "victim@example.org",
}
_SAID = "SELECT type, count(*) FROM outbox GROUP BY type"


@pytest.fixture
async def client(made: Addresses, private_rabbit: RabbitServer) -> AsyncIterator[httpx.AsyncClient]:
    await declare(private_rabbit.url, QUEUES, settle_seconds=0)
    async with running(made.app_dsn, private_rabbit.url) as client:
        yield client


async def test_a_victim_gets_few_letters_and_every_request_is_kept(
    world: PostgresWorld, client: httpx.AsyncClient
) -> None:
    places = asyncio.Semaphore(AT_ONCE)
    answers = await asyncio.gather(*(_ask(client, n, places) for n in range(POSTS)))

    said = {row["type"]: row["count"] for row in await world.pool.fetch(_SAID)}
    assert {answer.status_code for answer in answers} == {201}
    states = [answer.json()["state"] for answer in answers]
    assert (states.count("received"), states.count("held")) == (AN_HOUR, POSTS - AN_HOUR)
    assert said == {"request.created": AN_HOUR, "notification.requested": AN_HOUR}
    assert await world.pool.fetchval("SELECT count(*) FROM requests") == POSTS
    assert await PostgresLetterCounts(world.pool).this_hour(AN_HOUR) == AN_HOUR


async def test_no_address_is_read_from_what_is_counted(
    world: PostgresWorld, client: httpx.AsyncClient
) -> None:
    await _ask(client, 1)

    rows = await world.pool.fetch("SELECT who, by_letter FROM door_counts")
    assert sorted(row["by_letter"] for row in rows) == [False, True]
    assert "victim" not in str(rows)


async def test_letters_are_counted_by_the_networks_hour(
    made: Addresses, world: PostgresWorld, client: httpx.AsyncClient
) -> None:
    await _ask(client, 1)
    owner = await asyncpg.connect(made.owner_dsn)
    await shift(owner, timedelta(hours=1))
    await owner.close()

    assert await PostgresLetterCounts(world.pool).this_hour(AN_HOUR) == 0


async def _ask(
    client: httpx.AsyncClient, number: int, places: asyncio.Semaphore | None = None
) -> httpx.Response:
    body = {**VICTIM, "phone": f"+3584012345{number:02}"}
    headers = {"Idempotency-Key": str(uuid4())}
    async with places or asyncio.Semaphore():
        return await client.post("/api/requests", json=body, headers=headers)
