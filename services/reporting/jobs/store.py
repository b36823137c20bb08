"""Jobs on PostgreSQL; a file is in the database whole, or it is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from services.reporting.jobs.model import Job, JobId, JobState, Listed, MadeFile, Wanted
from shared.postgres.queries import columns, load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))
ANOTHER_TURN: Final = timedelta(seconds=30)
"""How long who has just stored a file may take for the next before another process may try."""


@dataclass(frozen=True, slots=True)
class PostgresJobs:
    """Implements the port `Jobs`."""

    connection: Connection

    async def ask(self, new_id: JobId, wanted: Wanted, back: str, by: UUID) -> JobId:
        """Insert, or find what was inserted."""
        values = (wanted.kind, wanted.what, list(wanted.files))
        made = await self.connection.fetchval(SQL["ask_job"], new_id, *values, back, by)
        return JobId(made or await self.connection.fetchval(SQL["job_of_same"], *values))

    async def find(self, job_id: JobId) -> Job | None:
        """Read the row and the names."""
        row = await self.connection.fetchrow(SQL["find_job"], job_id)
        if row is None:
            return None
        made = await self.connection.fetch(SQL["made_files"], job_id)
        return Job(
            id=job_id,
            wanted=Wanted(row["kind"], row["what"], tuple(row["files"])),
            state=JobState(row["state"]),
            made=[Listed(*each) for each in made],
            **columns(row, "asked_by", "asked_at", "back"),
        )

    async def hold(self, job_id: JobId, length: timedelta) -> Job | None:
        """Win or not by one conditional update."""
        held = await self.connection.fetchval(SQL["hold_job"], job_id, length)
        return await self.find(job_id) if held else None

    async def keep(self, job_id: JobId, file: MadeFile) -> bool:
        """Insert, and go on having the job."""
        kept = await self.connection.fetchval(SQL["keep_file"], job_id, *file, ANOTHER_TURN)
        return kept is not None

    async def end(self, job_id: JobId, state: JobState) -> None:
        """Update, unless it is over."""
        ended = await self.connection.fetchval(SQL["end_job"], job_id, state)
        if ended and state is not JobState.DONE:
            await self.connection.execute(SQL["drop_files"], job_id)

    async def file(self, job_id: JobId, name: str) -> MadeFile | None:
        """Read the row."""
        row = await self.connection.fetchrow(SQL["read_file"], job_id, name)
        return MadeFile(*row) if row else None


@dataclass(frozen=True, slots=True)
class PostgresDueJobs:
    """Implements the port `DueJobs`."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[JobId]:
        """Read by the index of those that wait."""
        return [JobId(row["id"]) for row in await self.pool.fetch(SQL["due_jobs"], limit)]
