"""How a migrated database looks before its first row, and how one that a test used looks so again.

To copy a template takes longer than most tests; to remove their few rows does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from shared.postgres.types import Connection

_LARGE = 64 * 1024 * 1024
"""Bytes: what has grown past them is not used again, for its dead rows slow down who comes next."""
_CATALOGS = (
    "pg_attrdef",
    "pg_attribute",
    "pg_class",
    "pg_constraint",
    "pg_default_acl",
    "pg_event_trigger",
    "pg_extension",
    "pg_index",
    "pg_inherits",
    "pg_policy",
    "pg_proc",
    "pg_rewrite",
    "pg_sequence",
    "pg_trigger",
    "pg_type",
)
_STRUCTURE = " UNION ALL ".join(
    [
        *(
            f"SELECT '{name}', count(*), max(xmin::text::bigint)::text FROM {name}"  # noqa: S608  # ours
            for name in _CATALOGS
        ),
        """
        SELECT 'schemas', count(*), max(xmin::text::bigint)::text FROM pg_namespace
        WHERE nspname !~ '^pg_(toast_)?temp_'
        """,
        """
        SELECT 'database', datconnlimit, datacl::text FROM pg_database
        WHERE datname = current_database()
        """,
        """
        SELECT 'settings', count(*), max(setconfig::text) FROM pg_db_role_setting
        JOIN pg_database ON pg_database.oid = setdatabase WHERE datname = current_database()
        """,
    ]
)
_TABLES = """
SELECT format('%I.%I', nspname, relname) AS name FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' ORDER BY name
"""
_SEQUENCES = """
SELECT format('%I.%I', schemaname, sequencename) AS name,
    coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS is_called
FROM pg_sequences
"""
_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@dataclass(frozen=True, slots=True)
class Blank:
    """The structure, the rows that migrations wrote, and where numbers start."""

    structure: Sequence[object]
    tables: Sequence[str]
    rows: Mapping[str, Sequence[str]]
    starts: Sequence[tuple[str, int, bool]]

    @classmethod
    async def of(cls, connection: Connection) -> Self:
        """Look at a database that nobody has used."""
        tables = [row["name"] for row in await connection.fetch(_TABLES)]
        rows = {table: await _rows(connection, table) for table in tables}
        return cls(
            await _structure(connection),
            tables,
            {table: kept for table, kept in rows.items() if kept},
            [tuple(row.values()) for row in await connection.fetch(_SEQUENCES)],
        )

    async def restored(self, connection: Connection) -> bool:
        """Send everybody else away and make it as it was; false where its structure has changed.

        The connection is an administrator's: no trigger runs and no foreign key is looked at.
        """
        await connection.execute(_OTHERS)
        size: int = await connection.fetchval("SELECT pg_database_size(current_database())")
        if size > _LARGE or await _structure(connection) != self.structure:
            return False
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(";".join(f"DELETE FROM {each}" for each in self.tables))  # noqa: S608  # named by the catalog
            for table, rows in self.rows.items():
                await connection.execute(
                    f"INSERT INTO {table} OVERRIDING SYSTEM VALUE"  # noqa: S608  # named by the catalog
                    f" SELECT row.* FROM unnest($1::text[]) AS kept, CAST(kept AS {table}) AS row",
                    rows,
                )
            await connection.executemany("SELECT setval($1::text::regclass, $2, $3)", self.starts)
        return True


async def _structure(connection: Connection) -> Sequence[object]:
    return [tuple(row.values()) for row in await connection.fetch(_STRUCTURE)]


async def _rows(connection: Connection, table: str) -> Sequence[str]:
    found = await connection.fetch(f"SELECT whole::text AS row FROM {table} AS whole")  # noqa: S608  # named by the catalog
    return [row["row"] for row in found]
