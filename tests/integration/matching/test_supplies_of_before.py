"""Towns made before ids told when they began go on under ones that do."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.matching.migrations import COMPONENTS
from shared.postgres.migrations import migrate
from tests.support.fresh_databases import FreshDatabases

DATED = UUID("019cf4a0-0000-7000-8000-000000000153")
UNTIL = "0138"


@pytest.fixture
async def old(fresh_databases: FreshDatabases, tmp_path: Path) -> AsyncIterator[Addresses]:
    *parts, (name, own) = COMPONENTS
    for file in own.glob("*.sql"):
        if file.name < UNTIL:
            shutil.copy(file, tmp_path)
    made = await fresh_databases.make("matching", (*parts, (name, tmp_path)))
    yield made
    await fresh_databases.drop(made)


async def test_a_town_of_before_begins_anew_under_an_id_that_tells_when(old: Addresses) -> None:
    connection = await asyncpg.connect(old.owner_dsn)
    await connection.execute(
        "INSERT INTO supplies (municipality, version, said, said_at)"
        " VALUES ('491', 7, 'much', now()), ('178', 3, 'little', now())"
    )
    await connection.execute(
        "INSERT INTO supplies (id, municipality, version, said) VALUES ($1, '091', 9, 'enough')",
        DATED,
    )

    await migrate(old.owner_dsn, COMPONENTS, old.app_role)
    rows = await connection.fetch(
        "SELECT municipality, id, version, said,"
        " substr(id::text, 1, 13) AS began, to_hex(("
        "extract(epoch FROM network_now()) * 1000)::bigint) AS today"
        " FROM supplies ORDER BY municipality"
    )
    await connection.close()

    kept, *anew = rows
    assert (kept["id"], kept["version"], kept["said"]) == (DATED, 9, "enough")
    for row in anew:
        assert (row["id"].version, row["version"], row["said"]) == (7, 0, "")
        began = int(row["began"].replace("-", ""), 16)
        assert 0 <= int(row["today"], 16) - began < 3_600_000
    assert len({row["id"] for row in rows}) == len(rows)


async def test_a_row_must_say_its_id(old: Addresses) -> None:
    await migrate(old.owner_dsn, COMPONENTS, old.app_role)
    connection = await asyncpg.connect(old.owner_dsn)

    with pytest.raises(asyncpg.NotNullViolationError):
        await connection.execute("INSERT INTO supplies (municipality) VALUES ('491')")
    await connection.close()
