"""What every keeper of jobs must do; the fake runs it in unit, PostgreSQL in integration."""

import asyncio
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from services.reporting.jobs.model import JobId, JobState, MadeFile, Wanted
from services.reporting.jobs.ports import DueJobs, JobWork
from services.reporting.jobs.use_cases.ask import FollowJobs
from services.reporting.jobs.use_cases.make import MakeJobs
from shared.work import Store

WHO, OTHER = UUID(int=7), UUID(int=8)
WANTED = Wanted("report", "one", ("a.pdf", "a.xlsx"))


class DiedError(Exception):
    """The process was killed."""


@dataclass
class Workshop:
    """Makes files and counts them; dies at the one that it is told to."""

    store: Store[JobWork]
    due: DueJobs
    dies_at: str = ""
    made: int = 0

    @property
    def at(self) -> FollowJobs:
        return FollowJobs(self.store, uuid4)

    async def make(self, what: str, name: str) -> MadeFile:
        if name == self.dies_at:
            raise DiedError
        self.made += 1
        return MadeFile(name, "text/plain", f"{what} {name}".encode())

    async def go_round(self) -> None:
        for job_id in await self.due.due(9):
            await MakeJobs(self.store, {"report": self.make}).make(job_id)


class JobsContract:
    """The behaviours of jobs; a subclass gives the `workshop` and lets a turn pass."""

    async def pass_turn(self, workshop: Workshop) -> None:
        raise NotImplementedError

    async def test_what_is_asked_for_twice_at_once_is_made_once(self, workshop: Workshop) -> None:
        jobs = await asyncio.gather(*(workshop.at.ask(WANTED, "", who) for who in (WHO, OTHER)))
        await workshop.go_round()
        later = await workshop.at.ask(WANTED, "", OTHER)
        other = await workshop.at.ask(WANTED._replace(what="two"), "", OTHER)

        assert len({*jobs, later}) == 1
        assert other != later
        job = await workshop.at.show(later)
        assert job is not None
        assert (job.state, job.percent, workshop.made) == (JobState.DONE, 100, 2)
        file = await workshop.at.file(later, "a.xlsx")
        assert file is not None
        assert file.content == b"one a.xlsx"

    async def test_no_file_is_handed_out_before_all_are_there_and_a_death_loses_one(
        self, workshop: Workshop
    ) -> None:
        job_id = await workshop.at.ask(WANTED, "/back", WHO)
        workshop.dies_at = "a.xlsx"
        with pytest.raises(DiedError):
            await workshop.go_round()
        half = await workshop.at.show(job_id)
        assert half is not None
        assert (half.state, half.percent, half.back) == (JobState.WAITING, 50, "/back")
        assert await workshop.at.file(job_id, "a.pdf") is None
        assert await workshop.due.due(9) == [], "somebody may have it still"

        workshop.dies_at = ""
        await self.pass_turn(workshop)
        await workshop.go_round()

        assert workshop.made == 2
        assert await workshop.at.file(job_id, "a.pdf") is not None

    async def test_what_is_cancelled_leaves_nothing_and_may_be_asked_for_again(
        self, workshop: Workshop
    ) -> None:
        job_id = await workshop.at.ask(WANTED, "", WHO)

        async def cancels(what: str, name: str) -> MadeFile:
            if name == "a.xlsx":
                await workshop.at.cancel(job_id)
            return await workshop.make(what, name)

        await MakeJobs(workshop.store, {"report": cancels}).make(job_id)
        left = await workshop.at.show(job_id)
        again = await workshop.at.retry(job_id, WHO)

        assert left is not None
        assert (left.state, left.made) == (JobState.CANCELLED, [])
        assert await workshop.at.file(job_id, "a.pdf") is None
        assert again is not None
        assert again != job_id
        await workshop.go_round()
        assert await workshop.at.file(again, "a.pdf") is not None

    async def test_what_failed_says_so_and_what_is_unknown_is_none(
        self, workshop: Workshop
    ) -> None:
        job_id = await workshop.at.ask(WANTED, "", WHO)
        await MakeJobs(workshop.store, {}).give_up(job_id)
        job, nobody = await workshop.at.show(job_id), JobId(UUID(int=404))

        assert job is not None
        assert job.state is JobState.FAILED
        assert await workshop.at.show(nobody) is None
        assert await workshop.at.retry(nobody, WHO) is None
