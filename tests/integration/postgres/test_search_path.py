"""What a database does by itself works for whoever restores rows, with an empty search path."""

import re
from datetime import datetime

import asyncpg
import pytest

from shared.postgres.types import Connection
from tests.support.all_services import NAMES
from tests.support.fresh_databases import MakeDatabase

# Books are read by `verify` alone, which has a path: with one of their own they would not be made
# part of the query that reads them.
FUNCTIONS = r"""
SELECT proname, prosrc
FROM pg_proc
WHERE pronamespace = 'public'::regnamespace
    AND (
        prosecdef
        OR proname !~ '^(book_|culprits|(counts|waiting|said_\w+|is_noted_as_erased)$)'
        AND proname !~ '^sealed(_(values_)?of_requests)?$'
    )
    AND NOT coalesce(proconfig::text LIKE '%search_path=%', false)
"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"


@pytest.mark.parametrize("name", NAMES)
async def test_the_networks_time_is_told_without_a_search_path(
    database: MakeDatabase, name: str
) -> None:
    connection = await asyncpg.connect((await database(name)).app_dsn)
    try:
        await connection.execute("SELECT set_config('search_path', '', false)")
        told = await connection.fetchval("SELECT public.network_now()")
    finally:
        await connection.close()

    assert isinstance(told, datetime)


@pytest.mark.parametrize("name", NAMES)
async def test_each_function_says_in_full_what_it_uses(database: MakeDatabase, name: str) -> None:
    connection = await asyncpg.connect((await database(name)).owner_dsn)
    try:
        found = await bare_names(connection)
    finally:
        await connection.close()

    assert found == []


async def bare_names(connection: Connection) -> list[tuple[str, str]]:
    """Give functions, each with what it calls, reads or writes by its short name."""
    functions = await connection.fetch(FUNCTIONS)
    called = "|".join(row["proname"] for row in functions)
    tables = "|".join(row["relname"] for row in await connection.fetch(TABLES))
    bare = re.compile(rf"(?<![.\w])(?:{called})\(|(?:FROM|JOIN|INTO|UPDATE) (?:{tables})\b")
    return [
        (row["proname"], mention) for row in functions for mention in bare.findall(row["prosrc"])
    ]
