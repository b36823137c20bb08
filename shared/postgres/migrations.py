"""Migrations: plain SQL files, each in its transaction, applied once, never edited after."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from shared.postgres.migration_files import Migration, Phase, due, read_migrations
from shared.postgres.pool import connected
from shared.postgres.races import until_won
from shared.postgres.rights import Rights, give, quoted
from shared.postgres.types import Connection

_LOCK = 0x706F7275
_PAUSE = 0.1
_NEW_INDEX = re.compile(r"CREATE (UNIQUE )?INDEX CONCURRENTLY (?P<name>[a-z0-9_]+)")
_IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)"
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    component text NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (component, name)
)
"""
_OWNERS_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace
    AND relname IN ('schema_migrations', 'audit_sources', 'audit_links')
"""


class ChangedMigrationError(Exception):
    """A migration that was already applied has a different text now; write a new one instead."""


async def migrate(
    owner_dsn: str,
    components: Sequence[tuple[str, Path]],
    app_role: str,
    phase: Phase = "after",
    rights: Rights | None = None,
) -> list[Migration]:
    """Bring the database up to date and give `app_role` its rights; none said are all of the rows.

    Returns what was applied. With `before` what waits for the end of a deployment is left, and so
    are the rights that only an earlier release needs.
    Several deployers at once wait for each other. A statement that cannot get its lock in 4 s
    fails rather than stop the running service; one that loses to the service is begun again.
    """
    async with connected(owner_dsn) as connection, _alone(connection):
        await connection.execute(_LEDGER)
        pending = await _pending(connection, read_migrations(components))
        chosen = due(pending, phase)
        for migration in chosen:
            await until_won(partial(_apply, connection, migration))
        if rights is None:
            await _grant(connection, app_role)
        else:
            await give(connection, app_role, rights, only=phase == "after")
    return chosen


@asynccontextmanager
async def _alone(connection: Connection) -> AsyncIterator[None]:
    """Hold the lock of deployers, asked for again and again.

    One who waited inside the statement would be waited for by an index that is built concurrently.
    """
    while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):  # noqa: ASYNC110  # other processes tell nothing
        await asyncio.sleep(_PAUSE)
    yield


async def _pending(connection: Connection, migrations: list[Migration]) -> list[Migration]:
    rows = await connection.fetch("SELECT component, name, checksum FROM schema_migrations")
    applied = {(row["component"], row["name"]): row["checksum"] for row in rows}
    for migration in migrations:
        known = applied.get((migration.component, migration.name))
        if known is not None and known != migration.checksum:
            raise ChangedMigrationError(migration.component, migration.name)
    return [item for item in migrations if (item.component, item.name) not in applied]


async def _apply(connection: Connection, migration: Migration) -> None:
    if migration.is_concurrent:
        await _apply_concurrently(connection, migration)
        return
    async with connection.transaction():
        await connection.execute(
            "SET LOCAL lock_timeout = '4s'; SET LOCAL statement_timeout = '60s'"
        )
        await connection.execute(migration.sql)
        await _note(connection, migration)


async def _apply_concurrently(connection: Connection, migration: Migration) -> None:
    """Run each statement by itself; what an earlier try finished is passed over."""
    for statement in migration.statements:
        if await _may_run(connection, statement):
            await connection.execute(statement)
    await _note(connection, migration)


async def _may_run(connection: Connection, statement: str) -> bool:
    """Say no to an index that is there; one that a killed try left unfinished is dropped first."""
    made = _NEW_INDEX.match(statement)
    if made is None:
        return True
    valid = await connection.fetchval(_IS_VALID, made["name"])
    if valid is False:
        await connection.execute(f"DROP INDEX CONCURRENTLY {made['name']}")
    return valid is not True


async def _note(connection: Connection, migration: Migration) -> None:
    await connection.execute(
        "INSERT INTO schema_migrations (component, name, checksum) VALUES ($1, $2, $3)",
        migration.component,
        migration.name,
        migration.checksum,
    )


async def _grant(connection: Connection, app_role: str) -> None:
    role = quoted(app_role)
    await connection.execute(
        f"GRANT USAGE ON SCHEMA public TO {role};"
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};"
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    )
    for row in await connection.fetch(_OWNERS_TABLES):
        await connection.execute(f"REVOKE ALL ON {row['relname']} FROM {role}")
