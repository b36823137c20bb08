"""SIGKILL for the broker and the database in the middle of the flow: nothing told is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.local.postgres import PostgresServer
from deploy.local.rabbit import RabbitServer
from shared.messaging import topology
from shared.messaging.topology import WorkQueue, declare
from shared.postgres.errors import is_unavailable
from tests.faults.hop import Hop, hop
from tests.support.messaging import depth, put, until

Kill = Callable[[], None]
STARTER = ThreadPoolExecutor(1)
"""A server dies with the thread that started it: this one lives as long as the tests."""


@pytest.fixture
async def run(private_rabbit: RabbitServer, private_postgres: PostgresServer) -> AsyncIterator[Hop]:
    async with hop(private_rabbit.url, private_postgres.admin_dsn, "hours.logged") as run:
        await asyncio.sleep(topology.SETTLE_SECONDS)
        yield run


async def announce_for(run: Hop, seconds: float) -> None:
    """Announce a few events again and again, as people do who know nothing of the outage."""
    deadline = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < deadline:
        try:
            await run.announce(3)
        except Exception as error:
            if not is_unavailable(error):
                raise
        await asyncio.sleep(0.02)


async def through(run: Hop, cut: Kill, restore: Kill) -> None:
    """Cut the power in the middle of the flow, give it back, go on for a while; all is there."""
    async with run.relaying(), run.consuming():
        announcing = asyncio.create_task(announce_for(run, 8))
        await asyncio.sleep(1.5)
        await _apart(cut)
        await _apart(restore)
        await announcing
        await run.quiet()
        await run.effects_are(len(run.history))

    verdict = await run.judge()
    assert verdict.is_clean, verdict
    assert len(run.history) > 100


async def test_a_killed_broker_loses_and_doubles_nothing(
    run: Hop, private_rabbit: RabbitServer
) -> None:
    await through(run, private_rabbit.kill, private_rabbit.start)


async def test_a_killed_database_loses_nothing_it_promised(
    run: Hop, private_postgres: PostgresServer
) -> None:
    await through(run, private_postgres.kill, private_postgres.start)


async def test_a_broker_killed_right_after_the_deploy_step_still_knows_its_queues(
    private_rabbit: RabbitServer,
) -> None:
    queue = WorkQueue("test", "fresh", ("fresh.event",))
    await declare(private_rabbit.url, [queue])
    await put(private_rabbit.url, queue, b"confirmed")

    await _apart(private_rabbit.kill)
    await _apart(private_rabbit.start)

    await until(lambda: _is(private_rabbit.url, queue.name, 1))
    await put(private_rabbit.url, queue, b"healthy")
    await until(lambda: _is(private_rabbit.url, queue.name, 2))


async def _is(rabbit_url: str, name: str, expected: int) -> bool:
    return await depth(rabbit_url, name) == expected


async def _apart(work: Kill) -> None:
    await asyncio.get_running_loop().run_in_executor(STARTER, work)
