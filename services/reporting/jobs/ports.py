"""Jobs in one transaction, who makes what they want, and which are due."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Protocol, TypeAlias
from uuid import UUID

from services.reporting.jobs.model import Job, JobId, JobState, MadeFile, Wanted
from shared.work import Stirs

Make: TypeAlias = Callable[[str, str], Awaitable[MadeFile]]
"""Makes one file of what is wanted, by its name."""
Makers: TypeAlias = Mapping[str, Make]
"""By the kind of what is wanted."""


class Jobs(Protocol):
    """Jobs and their files."""

    async def ask(self, new_id: JobId, wanted: Wanted, back: str, by: UUID) -> JobId:
        """Store one, or find the one that makes or has made the same."""
        ...

    async def find(self, job_id: JobId) -> Job | None:
        """Read one, with the names of its files."""
        ...

    async def hold(self, job_id: JobId, length: timedelta) -> Job | None:
        """Take one that waits, for so long; None where somebody has it, or it waits no more."""
        ...

    async def keep(self, job_id: JobId, file: MadeFile) -> bool:
        """Store a whole file of one that waits still; says whether it does."""
        ...

    async def end(self, job_id: JobId, state: JobState) -> None:
        """Say of one that waits how it ended; of one that was cancelled no file is left."""
        ...

    async def file(self, job_id: JobId, name: str) -> MadeFile | None:
        """Read a file of one that is done."""
        ...


class WithJobs(Protocol):
    """A transaction in which jobs can be asked for and made."""

    @property
    def jobs(self) -> Jobs:
        """Give the jobs as this transaction sees them."""
        ...


class JobWork(WithJobs, Stirs, Protocol):
    """What jobs need of a transaction."""


class DueJobs(Protocol):
    """Which jobs wait and nobody has, read without a transaction."""

    async def due(self, limit: int) -> Sequence[JobId]:
        """List those that were asked for first."""
        ...
