"""What is counted as it closes is what counting every request finds, whatever happens to them."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.migrations import COMPONENTS
from shared.postgres.migrations import migrate
from shared.postgres.races import until_won
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases, MakeDatabase

ADD = """
INSERT INTO requests (
    id, reference, category, urgency, postal_code, municipality, language, channel, on_behalf,
    status_hash, key_hash, fingerprint, activation_id, exercise, min_vetting
)
SELECT gen_random_uuid(), format('B%s-%s', number / 1000, 1000 + number % 1000), 'groceries',
    'today', '50100', '491', 'fi', 'web', false, encode(sha256(number::text::bytea), 'hex'),
    encode(sha256(number::text::bytea), 'hex'), repeat('0', 64), gen_random_uuid(), false, 'none'
FROM generate_series($1::int, $2::int) AS number
"""
CLOSE = "UPDATE requests SET state = 'closed', closure = 'completed'"
KEPT = "SELECT sum(requests)::bigint FROM closed_counts"
COUNTED = "SELECT count(*) FROM requests WHERE state = 'closed'"


@pytest.fixture
async def connection(database: MakeDatabase) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect((await database("intake")).app_dsn)
    yield connection
    await connection.close()


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Addresses]:
    *parts, (name, own) = COMPONENTS
    for file in own.glob("[0-9]*.sql"):
        if file.name < "0011":
            shutil.copy(file, tmp_path)
    made = await fresh_databases.make("intake", (*parts, (name, tmp_path)))
    yield made
    await fresh_databases.drop(made)


async def test_the_count_is_kept_through_every_change(connection: Connection) -> None:
    chance = random.Random(53)  # noqa: S311  # a fixed world, not a secret
    await connection.execute(ADD, 0, 199)
    for _ in range(30):
        some = f"id::text < '{chance.randrange(16):x}'"
        await connection.execute(
            chance.choice(
                [
                    f"{CLOSE} WHERE {some}",
                    f"UPDATE requests SET state = 'open', closure = NULL WHERE {some}",  # noqa: S608  # of this file
                    f"UPDATE requests SET changed_at = network_now() WHERE {some}",  # noqa: S608  # of this file
                    f"DELETE FROM requests WHERE {some} AND random() < 0.1",  # noqa: S608  # of this file
                ]
            )
        )

        assert await connection.fetchval(KEPT) == await connection.fetchval(COUNTED)


async def test_what_closes_while_the_former_ones_are_counted_is_counted_once(
    old: Addresses,
) -> None:
    connection = await asyncpg.connect(old.owner_dsn)
    await connection.execute(ADD, 0, 499)
    await connection.execute(f"{CLOSE} WHERE id::text < '4'")
    busy = await asyncpg.connect(old.owner_dsn)

    async with asyncio.TaskGroup() as group:
        migrating = group.create_task(migrate(old.owner_dsn, COMPONENTS, old.app_role))
        for row in await busy.fetch("SELECT id FROM requests WHERE state = 'received' LIMIT 300"):
            await until_won(partial(busy.execute, f"{CLOSE} WHERE id = $1", row["id"]))

    assert migrating.done()
    assert await connection.fetchval(KEPT) == await connection.fetchval(COUNTED) >= 300
    await busy.close()
    await connection.close()
