"""Somebody asks for a job, sees how far it is, lets it be, tries again, takes its files."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.reporting.jobs.model import Job, JobId, JobState, MadeFile, Wanted
from services.reporting.jobs.ports import JobWork
from shared.work import Store


@dataclass(frozen=True, slots=True)
class FollowJobs:
    """None stands for a job that is not there."""

    store: Store[JobWork]
    new_id: Callable[[], UUID]

    async def ask(self, wanted: Wanted, back: str, by: UUID) -> JobId:
        """Have something made; what is made or was made already is not made twice."""
        async with self.store.begin() as work:
            job_id = await work.jobs.ask(JobId(self.new_id()), wanted, back, by)
            work.stir()
        return job_id

    async def show(self, job_id: JobId) -> Job | None:
        """Say how far one is."""
        async with self.store.begin() as work:
            return await work.jobs.find(job_id)

    async def cancel(self, job_id: JobId) -> None:
        """Let one be: what is being made of it is thrown away."""
        async with self.store.begin() as work:
            await work.jobs.end(job_id, JobState.CANCELLED)

    async def retry(self, job_id: JobId, by: UUID) -> JobId | None:
        """Ask for the same once more."""
        job = await self.show(job_id)
        return await self.ask(job.wanted, job.back, by) if job else None

    async def file(self, job_id: JobId, name: str) -> MadeFile | None:
        """Give a file of one that is done."""
        async with self.store.begin() as work:
            return await work.jobs.file(job_id, name)
