"""Migrations: plain SQL files, each in its transaction, applied once, never edited after."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from shared.postgres.types import Connection

_LOCK = 0x706F7275
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    component text NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (component, name)
)
"""


class ChangedMigrationError(Exception):
    """A migration that was already applied has a different text now; write a new one instead."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: `component` is the folder's owner, `name` orders within it."""

    component: str
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read_migrations(components: Sequence[tuple[str, Path]]) -> list[Migration]:
    """List the files `NNNN_what.sql` of each folder, folders in the given order."""
    return [
        Migration(component, file.name, file.read_text(encoding="utf-8"))
        for component, folder in components
        for file in sorted(folder.glob("[0-9]*.sql"))
    ]


async def migrate(
    owner_dsn: str, components: Sequence[tuple[str, Path]], app_role: str
) -> list[Migration]:
    """Bring the database up to date and give `app_role` the right to read and write rows.

    Returns what was applied. Several deployers at once wait for each other. A statement that
    cannot get its lock in 4 s fails rather than stop the running service.
    """
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await connection.execute(_LEDGER)
        pending = await _pending(connection, read_migrations(components))
        for migration in pending:
            await _apply(connection, migration)
        await _grant(connection, app_role)
    finally:
        await connection.close()
    return pending


async def _pending(connection: Connection, migrations: list[Migration]) -> list[Migration]:
    rows = await connection.fetch("SELECT component, name, checksum FROM schema_migrations")
    applied = {(row["component"], row["name"]): row["checksum"] for row in rows}
    for migration in migrations:
        known = applied.get((migration.component, migration.name))
        if known is not None and known != migration.checksum:
            raise ChangedMigrationError(migration.component, migration.name)
    return [item for item in migrations if (item.component, item.name) not in applied]


async def _apply(connection: Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(
            "SET LOCAL lock_timeout = '4s'; SET LOCAL statement_timeout = '60s'"
        )
        await connection.execute(migration.sql)
        await connection.execute(
            "INSERT INTO schema_migrations (component, name, checksum) VALUES ($1, $2, $3)",
            migration.component,
            migration.name,
            migration.checksum,
        )


async def _grant(connection: Connection, app_role: str) -> None:
    role = '"' + app_role.replace('"', '""') + '"'
    await connection.execute(
        f"GRANT USAGE ON SCHEMA public TO {role};"
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};"
        f"REVOKE ALL ON schema_migrations FROM {role};"
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    )
