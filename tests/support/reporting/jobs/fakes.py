"""Jobs in memory; kept honest by `JobsContract`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.reporting.jobs.model import Job, JobId, JobState, Listed, MadeFile, Wanted
from tests.support.fake_store import StaffedState

TURN = timedelta(seconds=30)


@dataclass
class JobsState(StaffedState):
    """What is kept of jobs."""

    jobs: dict[JobId, Job] = field(default_factory=dict)
    job_files: dict[JobId, list[MadeFile]] = field(default_factory=dict)
    held: dict[JobId, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class FakeJobs:
    """Jobs in one transaction."""

    state: JobsState

    async def ask(self, new_id: JobId, wanted: Wanted, back: str, by: UUID) -> JobId:
        for each in self.state.jobs.values():
            if each.wanted == wanted and each.state in {JobState.WAITING, JobState.DONE}:
                return each.id
        self.state.jobs[new_id] = Job(
            id=new_id,
            wanted=wanted,
            state=JobState.WAITING,
            asked_by=by,
            asked_at=self.state.now,
            back=back,
        )
        return new_id

    async def find(self, job_id: JobId) -> Job | None:
        files = self.state.job_files.get(job_id, [])
        made = [Listed(file.name, len(file.content)) for file in files]
        found = self.state.jobs.get(job_id)
        return replace(found, made=made) if found else None

    async def hold(self, job_id: JobId, length: timedelta) -> Job | None:
        found = await self.find(job_id)
        until = self.state.held.get(job_id, self.state.now)
        if found is None or found.state is not JobState.WAITING or until > self.state.now:
            return None
        self.state.held[job_id] = self.state.now + length
        return found

    async def keep(self, job_id: JobId, file: MadeFile) -> bool:
        if self.state.jobs[job_id].state is not JobState.WAITING:
            return False
        files = self.state.job_files.setdefault(job_id, [])
        if file.name not in {each.name for each in files}:
            files.append(file)
        self.state.held[job_id] = self.state.now + TURN
        return True

    async def end(self, job_id: JobId, state: JobState) -> None:
        if self.state.jobs[job_id].state is JobState.WAITING:
            self.state.jobs[job_id] = replace(self.state.jobs[job_id], state=state)
            self.state.held.pop(job_id, None)
            if state is not JobState.DONE:
                self.state.job_files.pop(job_id, None)

    async def file(self, job_id: JobId, name: str) -> MadeFile | None:
        job = self.state.jobs.get(job_id)
        if job is None or job.state is not JobState.DONE:
            return None
        files = self.state.job_files.get(job_id, [])
        return next((file for file in files if file.name == name), None)


class HasJobs(Protocol):
    """Whoever keeps what was committed."""

    @property
    def state(self) -> JobsState: ...


@dataclass(frozen=True)
class FakeDueJobs:
    """Reads which wait."""

    store: HasJobs

    async def due(self, limit: int) -> Sequence[JobId]:
        state = self.store.state
        waiting = [each.id for each in state.jobs.values() if each.state is JobState.WAITING]
        return [each for each in waiting if state.held.get(each, state.now) <= state.now][:limit]
