"""Make what jobs want, one file after the other: who dies in between loses the file it was at."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.reporting.jobs.model import JobId, JobState, Wanted
from services.reporting.jobs.ports import JobWork, Makers
from shared.work import Store

TURN: Final = timedelta(seconds=30)
"""How long who has a job may take for its first file before another process may try."""


@dataclass(frozen=True, slots=True)
class MakeJobs:
    """The round of the loop `jobs`."""

    store: Store[JobWork]
    makers: Makers

    async def make(self, job_id: JobId) -> None:
        """Make the files that are missing, unless somebody else has it or nobody wants it."""
        async with self.store.begin() as work:
            job = await work.jobs.hold(job_id, TURN)
        if job is None:
            return
        made = {file.name for file in job.made}
        for name in job.wanted.files:
            if name not in made and not await self._make_one(job_id, job.wanted, name):
                return
        await self._end(job_id, JobState.DONE)

    async def give_up(self, job_id: JobId) -> None:
        """Say of what was tried in vain that it failed."""
        await self._end(job_id, JobState.FAILED)

    async def _make_one(self, job_id: JobId, wanted: Wanted, name: str) -> bool:
        file = await self.makers[wanted.kind](wanted.what, name)
        async with self.store.begin() as work:
            return await work.jobs.keep(job_id, file)

    async def _end(self, job_id: JobId, state: JobState) -> None:
        async with self.store.begin() as work:
            await work.jobs.end(job_id, state)
