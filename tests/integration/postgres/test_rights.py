"""A service's role may do what its statements need, and nothing else, cell by cell.

`UPDATE_RIGHTS=1 pytest` on this file writes `migrations/rights.txt` anew from the statements; the
difference is read in review.
"""

import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import asyncpg
import pytest

from deploy.local.databases import PLACES_OF_ROLE, Addresses, close_server, named
from shared.postgres.migration_files import Phase
from shared.postgres.migrations import migrate
from shared.postgres.places import Places
from shared.postgres.rights import FILE, read_rights
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases, MakeDatabase, components_of
from tests.support.rights import folder_of, needs, statements_of
from tests.support.rooms import SERVICES


@pytest.mark.parametrize("service", SERVICES)
async def test_the_rights_are_those_that_the_statements_need(
    database: MakeDatabase, service: str
) -> None:
    connection = await asyncpg.connect((await database(service)).owner_dsn)
    found = await needs(connection, [text for _, text in statements_of(service)])
    await connection.close()
    needed = "".join(f"{table}: {need.privileges}\n" for table, need in found.items())

    file = folder_of(components_of(service)) / FILE
    if os.environ.get("UPDATE_RIGHTS") == "1":
        file.write_text(needed, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == needed, "UPDATE_RIGHTS=1, and read the difference"


TABLE_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
_TABLE_CELLS = """
SELECT relname, role, kind, has_table_privilege(role, relation.oid, kind) AS may
FROM pg_class AS relation, unnest($1::text[]) AS role, unnest($2::text[]) AS kind
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
"""
_COLUMN_CELLS = """
SELECT relname, attname, has_column_privilege($1, relation.oid, attnum, 'UPDATE') AS may
FROM pg_class AS relation JOIN pg_attribute ON attrelid = relation.oid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
_DATABASE_CELLS = """
SELECT datname, role, kind, has_database_privilege(role, pg_database.oid, kind) AS may
FROM pg_database, unnest($1::text[]) AS role, unnest('{CONNECT,CREATE,TEMP}'::text[]) AS kind
WHERE datname = ANY ($2)
"""
_DEFINERS = """
SELECT proname FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype
    AND has_function_privilege($1, oid, 'EXECUTE')
"""
ROLES = tuple(f"{service}_app" for service in SERVICES)
PHASES: tuple[Phase, ...] = ("before", "after")
MAINTENANCE = ("postgres", "template1")
OF_AUDITS = {"audit_contradicted", "audit_forget", "audit_heads", "audit_ledger"}
OF_VERIFY = "ledger_"
"""They count and name ids, and write nothing."""
NEVER = (
    "CREATE TABLE mine (id int)",
    "CREATE TEMP TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION pgcrypto",
    "CREATE ROLE mine",
    "DELETE FROM parked_audit",
    "UPDATE parked_audit SET actor = 'nobody'",
    "TRUNCATE parked_audit",
    "SELECT FROM audit_links",
    "UPDATE schema_migrations SET name = ''",
    "COPY outbox TO '/dev/null'",
    "COPY outbox TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
)
BOUNDS = {
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "30s",
    "synchronous_commit": "on",
}
_LIMIT = "SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user"


@dataclass
class Made:
    """All services' databases on one server, with the rights of a deployment."""

    admin: Connection
    addresses: Mapping[str, Addresses]

    def name(self, service: str) -> str:
        return self.addresses[service].app_dsn.rpartition("/")[2]


@pytest.fixture
async def made(fresh_databases: FreshDatabases, database: MakeDatabase) -> AsyncIterator[Made]:
    await close_server(fresh_databases.admin_dsn)
    addresses = {service: await database(service) for service in SERVICES}
    for service, each in addresses.items():
        components = components_of(service)
        rights = read_rights(folder_of(components))
        await migrate(each.owner_dsn, components, f"{service}_app", rights=rights)
    admin = await asyncpg.connect(fresh_databases.admin_dsn)
    yield Made(admin, addresses)
    await admin.close()


async def test_each_cell_of_roles_tables_and_rights(made: Made) -> None:
    cells = allowed = 0
    wrong = list[tuple[object, ...]]()
    for service, addresses in made.addresses.items():
        owner = await asyncpg.connect(addresses.owner_dsn)
        needed = await needs(owner, [text for _, text in statements_of(service)])
        for row in await owner.fetch(_TABLE_CELLS, ROLES, TABLE_RIGHTS):
            need = needed.get(row["relname"])
            whole = need.kinds - {"update"} if need else set()
            expected = row["role"] == f"{service}_app" and row["kind"].lower() in whole
            cells, allowed = cells + 1, allowed + row["may"]
            wrong += [(service, *row)] if row["may"] != expected else []
        for row in await owner.fetch(_COLUMN_CELLS, f"{service}_app"):
            need = needed.get(row["relname"])
            expected = need is not None and row["attname"] in need.columns
            cells, allowed = cells + 1, allowed + row["may"]
            wrong += [(service, *row)] if row["may"] != expected else []
        await owner.close()

    print(f"roles x tables x rights: {cells} cells, {allowed} allowed, {len(wrong)} wrong")  # noqa: T201  # counted for the reader
    assert wrong == []
    assert cells > 3000


async def test_each_cell_of_roles_and_databases(made: Made) -> None:
    names = {made.name(service): service for service in SERVICES}
    rows = await made.admin.fetch(_DATABASE_CELLS, ROLES, [*names, *MAINTENANCE])
    wrong = [
        tuple(row)
        for row in rows
        if row["may"]
        != (row["kind"] == "CONNECT" and row["role"] == f"{names.get(row['datname'])}_app")
    ]

    print(f"roles x databases x rights: {len(rows)} cells, {len(wrong)} wrong")  # noqa: T201  # counted for the reader
    assert wrong == []
    assert len(rows) == len(ROLES) * (len(SERVICES) + len(MAINTENANCE)) * 3


async def test_a_role_is_turned_away_from_every_database_but_its_own(made: Made) -> None:
    for service, addresses in made.addresses.items():
        others = [made.name(each) for each in SERVICES if each != service]
        for name in (*others, *MAINTENANCE):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                await asyncpg.connect(named(addresses.app_dsn, name))


async def test_a_role_is_refused_what_no_service_does(made: Made) -> None:
    done = []
    for service, addresses in made.addresses.items():
        connection = await asyncpg.connect(addresses.app_dsn)
        for statement in NEVER:
            try:
                await connection.execute(statement)
            except asyncpg.InsufficientPrivilegeError:
                continue
            done.append((service, statement))
        await connection.close()

    assert done == []


async def test_what_a_role_may_call_as_the_owner_is_known(made: Made) -> None:
    for service, addresses in made.addresses.items():
        owner = await asyncpg.connect(addresses.owner_dsn)
        found = {row["proname"] for row in await owner.fetch(_DEFINERS, f"{service}_app")}
        await owner.close()
        assert {name for name in found if not name.startswith(OF_VERIFY)} == OF_AUDITS


async def test_a_role_has_bounds_of_its_own(made: Made) -> None:
    assert len(SERVICES) * PLACES_OF_ROLE < 200, "what PostgreSQL has for all"
    assert 2 * (Places().people + Places().work) <= PLACES_OF_ROLE, "while releases change"
    for addresses in made.addresses.values():
        connection = await asyncpg.connect(addresses.app_dsn)
        assert await connection.fetchval(_LIMIT) == PLACES_OF_ROLE
        bounds = [await connection.fetchval(f"SHOW {name}") for name in BOUNDS]
        await connection.close()
        assert dict(zip(BOUNDS, bounds, strict=True)) == BOUNDS


async def test_an_earlier_release_keeps_its_rights_until_it_is_gone(
    database: MakeDatabase,
) -> None:
    addresses = await database("notify")
    components, few = components_of("notify"), {"outbox": "select"}
    asked = "SELECT has_table_privilege('notify_app', 'outbox', 'DELETE')"
    owner = await asyncpg.connect(addresses.owner_dsn)

    may = []
    for phase in PHASES:
        await migrate(addresses.owner_dsn, components, "notify_app", phase, few)
        may.append(await owner.fetchval(asked))
    await owner.close()

    assert may == [True, False]
