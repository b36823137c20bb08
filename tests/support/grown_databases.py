"""Databases grown by SQL, and then brought up to date as a running network is: one by one.

`grown/<service>.sql` fills the tables as they were before the first migration with a head, with
`every_service.sql` and, where there are keys, `sealing.sql`. A later migration's new table is
filled in `grown/<service>_since.sql`, or `every_service_since.sql`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from deploy.local.databases import Addresses
from shared.migrations import Components
from shared.postgres.migration_files import Migration, read_migrations
from shared.postgres.types import Connection
from tests.support.fresh_databases import FreshDatabases, components_of
from tests.support.migration_base import is_base

_GROWN = Path(__file__).parent / "grown"
_HOLDING = """
SELECT DISTINCT relation.oid
FROM pg_locks
JOIN pg_class AS relation ON relation.oid = pg_locks.relation
WHERE pid = pg_backend_pid() AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
    AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
"""
_ROWS = """
SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint,
    coalesce(sum(n_tup_upd + n_tup_del), 0)::bigint
FROM pg_stat_xact_user_tables
WHERE relid = ANY ($1::oid[])
"""
_TABLES = """
SELECT oid, relname, relispartition AS is_part FROM pg_class
WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a migration was seen to do: rows stand for time, which every machine has its own of."""

    migration: Migration
    held: frozenset[str]
    """Tables that were there before and that nobody could write to until it was over."""
    read: int
    """How many rows it went through meanwhile."""
    changed: int
    """How many rows it changed: who wants to change one of them waits, too."""

    @property
    def rows(self) -> int:
        """How many rows others waited for."""
        return max(self.read if self.held else 0, self.changed)


@dataclass(frozen=True, slots=True)
class Grown:
    """A database with the rows of years, up to date."""

    addresses: Addresses
    seen: Sequence[Seen] = field(default_factory=list)


async def grow(databases: FreshDatabases, service: str, folder: Path) -> Grown:
    """Make one; `folder` is for the migrations that are older than the rule of heads."""
    components = components_of(service)
    made = await databases.make(service, _base(components, folder))
    connection = await asyncpg.connect(made.owner_dsn)
    try:
        await _fill(connection, service)
        later = [item for item in read_migrations(components) if not is_base(item)]
        seen = [await _apply(made, item) for item in later]
        for name in ("every_service", service):
            await _run(connection, _GROWN / f"{name}_since.sql")
        await connection.execute("ANALYZE")
    finally:
        await connection.close()
    return Grown(made, seen)


def _base(components: Components, folder: Path) -> Components:
    for migration in read_migrations(components):
        if is_base(migration):
            (folder / migration.component).mkdir(exist_ok=True)
            (folder / migration.component / migration.name).write_text(migration.sql, "utf-8")
    return [(name, folder / name) for name, _ in components if (folder / name).exists()]


async def _fill(connection: Connection, service: str) -> None:
    await _run(connection, _GROWN / "every_service.sql")
    if await connection.fetchval("SELECT to_regclass('subject_keys')"):
        await _run(connection, _GROWN / "sealing.sql")
    await _run(connection, _GROWN / f"{service}.sql")
    await connection.execute("ANALYZE")


async def _run(connection: Connection, file: Path) -> None:
    if file.exists():
        await connection.execute(file.read_text("utf-8"))


async def _apply(made: Addresses, migration: Migration) -> Seen:
    """Apply it with the runner's statements, and look before it is over."""
    connection = await asyncpg.connect(made.owner_dsn)
    try:
        if migration.is_concurrent:
            for statement in migration.statements:
                await connection.execute(statement)
            return Seen(migration, frozenset(), 0, 0)
        return await watched(connection, migration)
    finally:
        await connection.close()


async def watched(connection: Connection, migration: Migration) -> Seen:
    """Apply it in a transaction of a new connection, and say what that held and went through."""
    rows = await connection.fetch(_TABLES)
    tables = {row["oid"]: row["relname"] for row in rows if not row["is_part"]}
    async with connection.transaction():
        await connection.execute(migration.sql)
        holding = {row["oid"] for row in await connection.fetch(_HOLDING)}
        read, changed = await connection.fetchrow(_ROWS, [row["oid"] for row in rows]) or (0, 0)
        held = frozenset(tables[oid] for oid in holding & tables.keys())
        return Seen(migration, held, read, changed)
