"""A process that makes jobs and is killed: it tells when it is at the second file."""

import asyncio
import sys

from services.reporting.jobs.model import MadeFile
from services.reporting.jobs.store import PostgresDueJobs
from services.reporting.jobs.use_cases.make import MakeJobs
from services.reporting.work import store_over
from shared.postgres.pool import open_pool


async def make(what: str, name: str) -> MadeFile:
    if name.endswith(".xlsx"):
        print("at work", flush=True)  # noqa: T201  # whoever kills this reads it
        await asyncio.sleep(3600)
    return MadeFile(name, "text/plain", f"{what} of who died".encode())


async def work(dsn: str) -> None:
    async with open_pool(dsn, name="reporting") as pool:
        for job_id in await PostgresDueJobs(pool).due(1):
            await MakeJobs(store_over(pool), {"report": make}).make(job_id)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1]))
