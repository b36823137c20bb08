"""A migration says whom it holds up and holds nobody up for long; rows count, not seconds."""

import re
from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.postgres.migration_files import Migration
from shared.postgres.types import Connection
from tests.integration.postgres.conftest import GrownDatabases
from tests.support.fresh_databases import MakeDatabase
from tests.support.grown_databases import watched
from tests.support.migration_base import HOLDS_LONG, name_of

SERVICES = ("intake", "matching", "notify", "reporting")
BESIDE_WRITERS = re.compile(" CONCURRENTLY | VALIDATE CONSTRAINT ")
FEW = 1_000
"""Rows that are read or changed in a moment; the grown tables have many times as many."""


@pytest.mark.parametrize("service", SERVICES)
async def test_a_head_says_what_is_held(grown: GrownDatabases, service: str) -> None:
    wrong = {
        name_of(seen.migration): f"-- locks: {', '.join(sorted(seen.held)) or 'nothing'}"
        for seen in (await grown(service)).seen
        if seen.migration.locks != seen.held
    }

    assert wrong == {}, "the heads these migrations need"


@pytest.mark.parametrize("service", SERVICES)
async def test_nobody_waits_for_many_rows(grown: GrownDatabases, service: str) -> None:
    slow = {
        name_of(seen.migration): seen.rows
        for seen in (await grown(service)).seen
        if seen.rows > FEW
    }

    assert {name: rows for name, rows in slow.items() if name not in HOLDS_LONG} == {}


@pytest.mark.parametrize("service", SERVICES)
async def test_what_is_concurrent_is_that_in_every_statement(
    grown: GrownDatabases, service: str
) -> None:
    statements = [
        statement
        for seen in (await grown(service)).seen
        if seen.migration.is_concurrent
        for statement in seen.migration.statements
    ]

    assert [text for text in statements if not BESIDE_WRITERS.search(text)] == []


@pytest.fixture
async def many(database: MakeDatabase) -> AsyncIterator[Connection]:
    addresses = await database("reporting")
    first = await asyncpg.connect(addresses.owner_dsn)
    await first.execute("CREATE TABLE many AS SELECT id FROM generate_series(1, 5000) AS id")
    await first.close()
    connection = await asyncpg.connect(addresses.owner_dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE INDEX many_id ON many (id)",
        "ALTER TABLE many ADD CHECK (id > 0)",
        "ALTER TABLE many ALTER COLUMN id SET NOT NULL",
        "ALTER TABLE many ADD COLUMN other uuid NOT NULL DEFAULT gen_random_uuid()",
        "ALTER TABLE many ALTER COLUMN id TYPE bigint",
        "LOCK TABLE many IN SHARE MODE; SELECT count(*) FROM many",
        "UPDATE many SET id = id + 1",
    ],
)
async def test_work_while_others_wait_is_seen(many: Connection, sql: str) -> None:
    assert (await watched(many, Migration("demo", "0001_slow.sql", sql))).rows > FEW


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE many ADD COLUMN other text NOT NULL DEFAULT ''",
        "ALTER TABLE many ADD CHECK (id > 0) NOT VALID",
        "CREATE TABLE few AS SELECT id FROM many",
    ],
)
async def test_a_moment_is_seen_to_be_one(many: Connection, sql: str) -> None:
    assert (await watched(many, Migration("demo", "0001_quick.sql", sql))).rows <= FEW
