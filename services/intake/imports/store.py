"""Files that were handed in, sealed, in PostgreSQL."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg

from services.intake.imports.model import Counts, Import, ImportId, ImportState, Step, Upload
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))
_FILE: Final = "file"
_SAID: Final = ("urgency", "language")


@dataclass(frozen=True, slots=True)
class PostgresDueImports:
    """Lists what was confirmed."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[ImportId]:
        """Read ids."""
        return [ImportId(row["id"]) for row in await self.pool.fetch(SQL["due_imports"], limit)]


@dataclass(frozen=True, slots=True)
class PostgresImports:
    """Implements the port `Imports`."""

    connection: Connection
    vault: Vault

    async def keep(
        self, import_id: ImportId, by: StaffId, upload: Upload, wrong: tuple[int, int]
    ) -> None:
        """Seal the whole file as one text."""
        clear = {_FILE: b64encode(upload.raw).decode()}
        sealed = await self.vault.seal(self.connection, _subject(import_id), clear)
        said = (upload.said.get(name) for name in _SAID)
        await self.connection.execute(
            SQL["keep_import"], import_id, by, sealed[_FILE], *said, *wrong
        )

    async def note(self, import_id: ImportId, by: StaffId, step: Step) -> None:
        """Append a row."""
        await self.connection.execute(SQL["note_step"], import_id, by, step)

    async def latest(self, limit: int) -> list[Import]:
        """Read rows without files."""
        rows = await self.connection.fetch(SQL["latest_imports"], limit)
        return [_import(row) for row in rows]

    async def read(self, import_id: ImportId) -> Import | None:
        """Read a row without its file."""
        row = await self.connection.fetchrow(SQL["read_import"], import_id)
        return _import(row) if row else None

    async def lock(self, import_id: ImportId) -> Import | None:
        """Read a row and hold it."""
        row = await self.connection.fetchrow(SQL["lock_import"], import_id)
        return _import(row) if row else None

    async def upload(self, import_id: ImportId) -> Upload:
        """Unseal."""
        row = await self.connection.fetchrow(SQL["import_file"], import_id)
        assert row is not None, "the caller has read it"  # noqa: S101  # in this transaction
        sealed = {_FILE: row[_FILE]}
        clear = await self.vault.unseal(self.connection, _subject(import_id), sealed)
        said = {name: row[name] for name in _SAID if row[name] is not None}
        return Upload(b64decode(clear[_FILE]), said)

    async def confirm(self, import_id: ImportId) -> bool:
        """Win or lose by the condition of the update."""
        return await self.connection.fetchval(SQL["confirm_import"], import_id) is not None

    async def add(self, import_id: ImportId, counts: Counts) -> None:
        """Update the row that is held."""
        await self.connection.execute(
            SQL["add_counts"], import_id, counts.taken, counts.known, counts.rejected
        )

    async def remove(self, import_id: ImportId) -> None:
        """Delete the row and its key."""
        await self.connection.execute(SQL["remove_import"], import_id)
        await self.vault.erase(self.connection, _subject(import_id))


def _subject(import_id: ImportId) -> str:
    return f"import/{import_id}"


def _import(row: asyncpg.Record) -> Import:
    return Import(
        id=ImportId(row["id"]),
        state=ImportState(row["state"]),
        created_at=row["created_at"],
        rows=row["row_count"],
        wrong=row["wrong"],
        counts=Counts(row["taken"], row["known"], row["rejected"]),
    )
