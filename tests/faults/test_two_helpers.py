"""The sixth bug: two helpers for one need, when nothing but the code's own care stood between."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

import deploy.verifying
from deploy.local.databases import Addresses
from services.matching.operating import add_volunteer
from services.matching.proposals.store.queries import SQL
from shared.postgres.queries import load_queries
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import SEALING_KEYS, PostgresGround, postgres_ground
from tests.support.matching.playing import Play

RULES = load_queries(Path(deploy.verifying.__path__[0]) / "sql" / "queries.sql")
SECOND_PROPOSAL = """
INSERT INTO matches (
    id, request_id, volunteer_id, attempt, token_hash, expires_at, activation_id, exercise
)
SELECT gen_random_uuid(), request_id, other.id, 2, repeat('0', 64), now() + interval '1 hour',
    activation_id, exercise
FROM matches, (SELECT id FROM volunteers) AS other
WHERE other.id <> volunteer_id
LIMIT 1
"""


@pytest.fixture
async def made(database: MakeDatabase) -> Addresses:
    return await database("matching")


@pytest.fixture
async def ground(made: Addresses) -> AsyncIterator[PostgresGround]:
    """Give a need that two volunteers were asked about at once."""
    for number in range(2):
        await add_volunteer(
            made.app_dsn,
            SEALING_KEYS,
            name="Veera",
            email=f"veera{number}@example.org",
            postal_code="50100",
            languages=["fi"],
            categories=["groceries"],
        )
    async with postgres_ground(made.app_dsn) as ground:
        play = Play(
            ground.store, ground.due_matches, ground.due_applicants, now=lambda: datetime.now(UTC)
        )
        await play.hear(RequestStory().created())
        await ground.pool.execute(SECOND_PROPOSAL)
        await ground.pool.execute("UPDATE volunteers SET asked = 1")
        yield ground


async def accept_both(ground: PostgresGround) -> int:
    """Accept as code that forgot to look would; gives how often the database said no."""
    ids = [row["id"] for row in await ground.pool.fetch("SELECT id FROM matches")]

    async def accept(match_id: UUID) -> None:
        await ground.pool.fetchval(SQL["accept_match"], match_id, 2)

    results = await asyncio.gather(*map(accept, ids), return_exceptions=True)
    assert len(ids) == 2
    return sum(isinstance(result, asyncpg.UniqueViolationError) for result in results)


async def too_many_helpers(made: Addresses) -> int:
    """Ask the rule of `porukalla verify`, as who may."""
    connection = await asyncpg.connect(made.verify_dsn)
    rows = await connection.fetch(RULES["culprits"])
    await connection.close()
    return sum(int(row["broken"]) for row in rows if row["rule"] == "one live assignment a request")


async def test_the_database_itself_refuses_a_second_helper(
    ground: PostgresGround, made: Addresses
) -> None:
    refused = await accept_both(ground)

    assert (refused, await too_many_helpers(made)) == (1, 0)


async def test_without_the_unique_index_the_second_helper_is_caught(
    ground: PostgresGround, made: Addresses
) -> None:
    owner = await asyncpg.connect(made.owner_dsn)
    await owner.execute("DROP INDEX matches_helping")
    await owner.close()

    refused = await accept_both(ground)

    assert (refused, await too_many_helpers(made)) == (0, 1)
