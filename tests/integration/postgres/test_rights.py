"""A service's role may do what its statements need, and nothing else, cell by cell.

`UPDATE_RIGHTS=1 pytest` on this file writes `migrations/rights.txt` anew from the statements; the
difference is read in review.
"""

import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import asyncpg
import pytest

from deploy.local.databases import PLACES_OF_ROLE, Addresses, close_server, named
from deploy.local.verify_rights import PROOF, let_verify
from shared.postgres.migration_files import Phase
from shared.postgres.migrations import migrate
from shared.postgres.places import Places
from shared.postgres.rights import FILE, read_rights
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases, MakeDatabase, components_of
from tests.support.rights import Need, folder_of, needs, statements_of, statements_of_verify
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
SELECT relname, role, attname, has_column_privilege(role, relation.oid, attnum, 'UPDATE') AS may
FROM pg_class AS relation JOIN pg_attribute ON attrelid = relation.oid, unnest($1::text[]) AS role
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
_DATABASE_CELLS = """
SELECT datname, role, kind, has_database_privilege(role, pg_database.oid, kind) AS may
FROM pg_database, unnest($1::text[]) AS role, unnest('{CONNECT,CREATE,TEMP}'::text[]) AS kind
WHERE datname = ANY ($2)
"""
_DEFINERS = """
SELECT proname, role, has_function_privilege(role, pg_proc.oid, 'EXECUTE') AS may
FROM pg_proc, unnest($1::text[]) AS role
WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype
"""
_CALLED = re.compile(r"\b(?:ledger|audit)_[a-z_]+(?=\()")
ROLES = tuple(f"{service}_{kind}" for service in SERVICES for kind in ("app", "verify"))
PHASES: tuple[Phase, ...] = ("before", "after")
MAINTENANCE = ("postgres", "template1")
OF_SERVICES = {"audit_forget"}
"""What is older than it is kept may be taken out of an audit by any role."""
OPENED_ON_RECORD = {"intake": {"open_concern", "open_concern_notes"}}
"""They show to two people what no role can read, and note who looked."""
MADE_AHEAD = {"reporting": {"log_months"}}
"""They make the tables of the months to come, and no others."""
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
NEVER_BY_VERIFY = (
    *NEVER,
    "SELECT FROM outbox",
    "SELECT FROM inbox",
    "SELECT FROM book_activations('{}')",
    "DELETE FROM proven",
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
        of_role = {
            f"{service}_app": await needs(owner, [text for _, text in statements_of(service)]),
            f"{service}_verify": await needs(owner, statements_of_verify()),
        }
        for row in await owner.fetch(_TABLE_CELLS, ROLES, TABLE_RIGHTS):
            need = of_role.get(row["role"], {}).get(row["relname"], Need())
            expected = row["kind"].lower() in need.kinds - {"update"}
            cells, allowed = cells + 1, allowed + row["may"]
            wrong += [(service, *row)] if row["may"] != expected else []
        for row in await owner.fetch(_COLUMN_CELLS, ROLES):
            need = of_role.get(row["role"], {}).get(row["relname"], Need())
            expected = row["attname"] in need.columns
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
        != (
            row["kind"] == "CONNECT" and row["role"].rpartition("_")[0] == names.get(row["datname"])
        )
    ]

    print(f"roles x databases x rights: {len(rows)} cells, {len(wrong)} wrong")  # noqa: T201  # counted for the reader
    assert wrong == []
    assert len(rows) == len(ROLES) * (len(SERVICES) + len(MAINTENANCE)) * 3


async def test_a_role_is_turned_away_from_every_database_but_its_own(made: Made) -> None:
    for service, addresses in made.addresses.items():
        others = [made.name(each) for each in SERVICES if each != service]
        for name, dsn in product(
            (*others, *MAINTENANCE), (addresses.app_dsn, addresses.verify_dsn)
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                await asyncpg.connect(named(dsn, name))


async def test_a_role_is_refused_what_no_service_does(made: Made) -> None:
    done = []
    for each in made.addresses.values():
        done += await allowed_by(each.app_dsn, (*NEVER, "SELECT * FROM ledger_unsent()"))
        done += await allowed_by(each.verify_dsn, NEVER_BY_VERIFY)

    assert done == []


async def allowed_by(dsn: str, statements: Sequence[str]) -> list[tuple[object, str]]:
    """Try each; gives those that were not refused."""
    done = []
    connection = await asyncpg.connect(dsn)
    for statement in statements:
        try:
            await connection.execute(statement)
        except asyncpg.InsufficientPrivilegeError:
            continue
        done.append((await connection.fetchval("SELECT current_user"), statement))
    await connection.close()
    return done


async def test_what_a_role_may_call_as_the_owner_is_known(made: Made) -> None:
    called = set(_CALLED.findall(" ".join(statements_of_verify())))
    for service, addresses in made.addresses.items():
        owner = await asyncpg.connect(addresses.owner_dsn)
        rows = await owner.fetch(_DEFINERS, ROLES)
        await owner.close()
        there = {row["proname"] for row in rows}
        may = {
            role: {row["proname"] for row in rows if row["role"] == role and row["may"]}
            for role in ROLES
        }
        of_all = OF_SERVICES | OPENED_ON_RECORD.get(service, set()) | MADE_AHEAD.get(service, set())
        expected = dict.fromkeys(ROLES, of_all)
        assert may == expected | {f"{service}_verify": of_all | called & there}


async def test_what_verify_may_write_is_what_it_writes(database: MakeDatabase) -> None:
    owner = await asyncpg.connect((await database("intake")).owner_dsn)
    found = await needs(owner, statements_of_verify())
    await owner.close()

    assert {name: need.privileges for name, need in found.items()} == {
        table: privileges.lower() for table, privileges in PROOF.items()
    }


async def test_an_earlier_verify_asks_as_the_service_until_it_is_gone(
    database: MakeDatabase,
) -> None:
    owner_dsn = (await database("notify")).owner_dsn
    owner = await asyncpg.connect(owner_dsn)
    await owner.execute("GRANT EXECUTE ON FUNCTION ledger_unsent() TO PUBLIC")

    may = []
    for only in (False, True):
        await let_verify(owner_dsn, "notify_verify", only=only)
        may.append(
            await owner.fetchval(
                "SELECT has_function_privilege('notify_app', 'ledger_unsent()', 'EXECUTE')"
            )
        )
    await owner.close()

    assert may == [True, False]


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
