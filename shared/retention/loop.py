"""The loop that removes what is too old: small batches, pauses between, nobody waits for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from shared.loops import Loop, Pauses
from shared.loops.trouble import voice_for
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.retention.jobs import Job

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")
BATCH: Final = 500
BETWEEN_BATCHES: Final = timedelta(milliseconds=200)
NOW_AND_THEN: Final = Pauses(usual=timedelta(minutes=10), after_failure=timedelta(minutes=10))
HISTORY: Final = "forget_outbox"
PATIENCE: Final = timedelta(days=7)
"""How long after its time history may wait for its proof before somebody is told."""


class JobsFailedError(Exception):
    """Something too old could not be removed; the log names each job with what broke."""


class HistoryNotProvenError(Exception):
    """Old history stays because no `verify --prove` held for days, or none was run."""


@dataclass(slots=True)
class Forget:
    """A round removes one batch of each job; a job that fails holds up no other."""

    pool: Pool
    jobs: Sequence[Job]
    batch: int = BATCH
    _has_more: bool = field(default=False, init=False)

    async def __call__(self) -> timedelta | None:
        """Go round; gives the pause to make when a job has more to remove."""
        self._has_more = False
        if not all([await self._goes_well(job) for job in self.jobs]):
            raise JobsFailedError
        if not self._has_more and await self._is_stuck():
            raise HistoryNotProvenError
        return BETWEEN_BATCHES if self._has_more else None

    async def _is_stuck(self) -> bool:
        ages = [job.age + PATIENCE for job in self.jobs if job.name == HISTORY]
        return any([await self.pool.fetchval(SQL["history_is_stuck"], age) for age in ages])

    async def _goes_well(self, job: Job) -> bool:
        try:
            await self._do(job)
        except Exception as error:  # noqa: BLE001  # the others have their turn
            voice_for(error)("job failed", job=job.name, exc_info=error)
            return False
        return True

    async def _do(self, job: Job) -> None:
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(SQL["be_brief"])
            if await connection.fetchval(SQL["lead"]):
                await self._remove_batch(connection, job)

    async def _remove_batch(self, connection: Connection, job: Job) -> None:
        removed = await connection.fetch(job.query, job.age, self.batch)
        if removed:
            things = Counter(row[0] for row in removed)
            await connection.execute(SQL["count_forgotten"], list(things), list(things.values()))
        self._has_more = self._has_more or len(removed) >= self.batch


def retention_loop(pool: Pool, jobs: Sequence[Job]) -> Loop:
    """Make the loop of a service."""
    return Loop("retention", Forget(pool, jobs), NOW_AND_THEN)
