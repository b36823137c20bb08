"""Take rows out of a service's database or change them, as a superuser can, and put them back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from shared.postgres.types import Connection

_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY relname
"""
_COLUMNS = """
SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum)
FROM pg_attribute
WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
_KEY = """
SELECT string_agg(format('now.%1$I IS NOT DISTINCT FROM kept.%1$I', attname), ' AND ')
FROM (
    SELECT * FROM pg_index
    WHERE indrelid = $1::regclass AND indisunique AND indpred IS NULL AND indexprs IS NULL
    ORDER BY indisprimary DESC
    LIMIT 1
) AS key
JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
"""
_PUT_BACK = """
DELETE FROM {table} AS now USING {kept} AS kept WHERE {key} AND now::text <> kept::text;
INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE
SELECT {columns} FROM {kept} AS kept
WHERE NOT EXISTS (SELECT FROM {table} AS now WHERE now::text = kept::text);
DROP TABLE {kept}
"""


@dataclass(frozen=True, slots=True)
class Tampering:
    """A superuser's connection to one database, for whom no trigger and no foreign key works."""

    connection: Connection

    async def tables(self) -> dict[str, int]:
        """Count the rows of each table."""
        names = [row["relname"] for row in await self.connection.fetch(_TABLES)]
        return {
            name: await self.connection.fetchval(f"SELECT count(*) FROM {name}")  # noqa: S608  # the catalogue's
            for name in names
        }

    @asynccontextmanager
    async def changed(self, table: str, statement: str) -> AsyncIterator[int]:
        """Run a statement that changes a table; gives how many rows it changed.

        Afterwards just those rows are put back.
        """
        await self.connection.execute("SET session_replication_role = replica")
        kept = f"kept_{table}"
        await self.connection.execute(f"CREATE TEMP TABLE {kept} AS TABLE {table}")
        try:
            done = await self.connection.execute(statement)
            yield int(done.rpartition(" ")[2])
        finally:
            await self.connection.execute(
                _PUT_BACK.format(
                    table=table,
                    kept=kept,
                    key=await self.connection.fetchval(_KEY, table),
                    columns=await self.connection.fetchval(_COLUMNS, table),
                )
            )
