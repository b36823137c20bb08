"""The second wall: the database shows a member their own organisation's rows and no other's."""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Final
from uuid import UUID, uuid4

import asyncpg
import pytest

from shared.postgres.hurry import in_a_hurry
from shared.postgres.places import SharedPool
from shared.postgres.pool import open_pool
from shared.postgres.types import Connection
from shared.postgres.walls import see_only
from tests.support.fresh_databases import MakeDatabase
from tests.support.rooms import SERVICES

OPEN_TABLES: Final[Mapping[str, str]] = {
    "staff_sessions": "asked before it is known who it is",
    "intake.staff": "its pages are not for members; who signs in is looked for by name",
    "intake.staff_changes": "an audit that the service only adds to",
    "intake.wishes": "whom a coordinator wished for; no page of a member reads it",
}
"""Tables with an organisation and no policy, and why none is needed."""
OWN_WORK: Final[Mapping[str, str]] = {
    "activities_of_all": "what coordinators see of all organisations",
    "referrals_of_request": "whoever changes a request reads its referrals",
    "referrals_due": "what time brings is followed by a loop",
    "referrals_request": "whoever changes a request looks for its referrals",
    "referrals_to_pass_on": "who is next is chosen by a loop",
    "deliveries_due_by_kind": "the loop that mails",
    "deliveries_due_calls": "the loop that posts",
    "deliveries_finished": "what is removed by its age",
    "deliveries_for_humans": "the coordinators' list",
    "deliveries_in_order": "the loop that posts; also by its endpoint, which has one organisation",
    "deliveries_interrupted": "the loops that send",
    "deliveries_leased": "the loops that send",
    "deliveries_of_person": "whoever asks what is known of them",
    "deliveries_of_endpoint": "a member's page: by its endpoint, which has one organisation",
    "deliveries_recent": "the coordinators' list",
    "deliveries_whose": "whoever is erased",
    "organisation_news_age": "what is removed by its age",
}
"""Indexes that do not begin with the organisation, and which loop of the service goes by it."""
_TABLES = """
SELECT attrelid::regclass::text AS name, relation.relrowsecurity AS is_walled,
    attnotnull AS is_always_said,
    (SELECT array_agg(pg_get_expr(polqual, polrelid)) FROM pg_policy WHERE polrelid = relation.oid)
        AS policies
FROM pg_attribute
JOIN pg_class AS relation ON relation.oid = attrelid AND relkind IN ('r', 'p')
WHERE attname = 'organisation_id' AND NOT attisdropped
    AND relnamespace = 'public'::regnamespace
"""
_INDEXES = """
SELECT indexrelid::regclass::text AS name, indrelid::regclass::text AS place,
    pg_get_indexdef(indexrelid, 1, true) AS first
FROM pg_index
JOIN pg_class AS relation ON relation.oid = indrelid AND relrowsecurity
WHERE NOT indisunique AND relnamespace = 'public'::regnamespace
"""
_ARRAYS_AND_ENUMS = """
SELECT attrelid::regclass::text || '.' || attname AS name
FROM pg_attribute
JOIN pg_class AS relation ON relation.oid = attrelid AND relkind = 'r' AND relrowsecurity
JOIN pg_type ON pg_type.oid = atttypid
WHERE attnum > 0 AND NOT attisdropped AND (typtype = 'e' OR typcategory = 'A')
    AND EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND attnum = ANY (indkey))
"""


@pytest.fixture
async def owner(
    database: MakeDatabase, request: pytest.FixtureRequest
) -> AsyncIterator[Connection]:
    addresses = await database(request.getfixturevalue("service"))
    connection = await asyncpg.connect(addresses.owner_dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_each_table_with_an_organisation_has_its_wall(
    owner: Connection, service: str
) -> None:
    rows = await owner.fetch(_TABLES)
    open_ones = {row["name"] for row in rows if not (row["is_walled"] and row["policies"])}
    said = {row["name"]: row["policies"] for row in rows if row["policies"]}
    always = {row["name"]: row["is_always_said"] for row in rows}

    excused = {name.rpartition(".")[2] for name in OPEN_TABLES if name.startswith(service)}
    assert open_ones <= excused | {"staff_sessions"}, "add a policy as 0127_walls.sql does"
    assert {name for name in said if not always[name]} == set(), "what is nobody's, everybody sees"
    assert all(
        re.search(r"COALESCE\(.*porukalla\.organisation", text)
        and re.search(r"^(COALESCE\()?\(organisation_id = ", text)
        for texts in said.values()
        for text in texts
    )


@pytest.mark.parametrize("service", SERVICES)
async def test_each_index_behind_a_wall_begins_with_the_organisation(
    owner: Connection, service: str
) -> None:
    rows = await owner.fetch(_INDEXES)
    others = {row["name"] for row in rows if row["first"] != "organisation_id"}

    assert others <= OWN_WORK.keys(), f"{service}: a member's rows are found by no other"
    assert await owner.fetch(_ARRAYS_AND_ENUMS) == [], "a policy lets no index find such a value"


@pytest.fixture
async def pool(database: MakeDatabase) -> AsyncIterator[SharedPool]:
    """Give the service's own pool over two organisations, each with a line."""
    async with open_pool((await database("matching")).app_dsn, name="walls") as pool:
        for number in (1, 2):
            await pool.execute(
                "INSERT INTO partners (organisation_id, activation_id, exercise)"
                " VALUES ($1, $1, false)",
                UUID(int=number),
            )
            await pool.execute(
                "INSERT INTO partner_lines (organisation_id, service_line, place)"
                " VALUES ($1, 'food', 1)",
                UUID(int=number),
            )
        yield pool


SEEN = "SELECT array_agg(organisation_id) FROM {}"
OWN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("table", ["partners", "partner_lines"])
async def test_a_member_sees_their_own_rows_and_work_sees_all(pool: SharedPool, table: str) -> None:
    with in_a_hurry():
        see_only(OWN)
        seen = await pool.fetchval(SEEN.format(table))
        see_only(None)
        by_others = await pool.fetchval(SEEN.format(table))

    assert seen == [OWN]
    assert set(by_others) == {OWN, OTHER}
    assert set(await pool.fetchval(SEEN.format(table))) == {OWN, OTHER}


async def test_a_member_changes_and_removes_nothing_of_another(pool: SharedPool) -> None:
    with in_a_hurry():
        see_only(OWN)
        changed = await pool.execute("UPDATE partners SET name = 'Ours'")
        removed = await pool.execute("DELETE FROM partner_lines WHERE organisation_id = $1", OTHER)
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await pool.execute(
                "INSERT INTO partners (organisation_id, activation_id, exercise)"
                " VALUES ($1, $1, false)",
                uuid4(),
            )
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await pool.execute(
                "INSERT INTO partner_lines (organisation_id, service_line, place)"
                " VALUES ($1, 'company', 2)",
                OTHER,
            )

    assert (changed, removed) == ("UPDATE 1", "DELETE 0")


async def test_a_connection_forgets_whose_it_was(pool: SharedPool) -> None:
    async with pool.people.acquire() as connection:
        before = await connection.fetchval("SELECT pg_backend_pid()")

    with in_a_hurry():
        see_only(OWN)
        async with pool.acquire() as connection:
            during = await connection.fetchval("SELECT pg_backend_pid()")
            with pytest.raises(ZeroDivisionError):
                async with connection.transaction():
                    raise ZeroDivisionError
            seen = await connection.fetchval(SEEN.format("partners"))

    async with pool.people.acquire() as connection:
        after = await connection.fetchval("SELECT pg_backend_pid()")
        all_seen = await connection.fetchval(SEEN.format("partners"))
    assert before == during == after
    assert (seen, set(all_seen)) == ([OWN], {OWN, OTHER})
