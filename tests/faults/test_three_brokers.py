"""One of three brokers is killed under load: the others go on, and nothing told is lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor

import aio_pika
import pytest

from shared.messaging.topology import declare
from tests.faults.hop import Hop, hop
from tests.support.messaging import until
from tests.support.rabbit_cluster import RabbitCluster, rabbit_cluster
from tests.support.running import in_background

HOURS = "hours.logged"
STARTER = ThreadPoolExecutor(1)
"""A server dies with the thread that started it: this one lives as long as the tests."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[RabbitCluster]:
    with rabbit_cluster() as cluster:
        yield cluster


@pytest.fixture
async def run(cluster: RabbitCluster, postgres_admin_dsn: str) -> AsyncIterator[Hop]:
    """Declare at the first node, which leads the queues; say at the second, hear at the third."""
    one, two, three = cluster.nodes
    async with hop(one.url, postgres_admin_dsn, HOURS) as run:
        await declare(one.url, [run.queue])
        run.relay_url, run.consumer_url = two.url, three.url
        yield run


async def announce(run: Hop) -> None:
    while True:
        await run.announce(3)
        await asyncio.sleep(0.02)


async def more_arrives(run: Hop) -> None:
    """Wait until a good number more had its effect."""
    before = int(await run.pool.fetchval("SELECT count(*) FROM effects"))
    await run.effects_are(before + 60)


async def is_whole(cluster: RabbitCluster) -> bool:
    """Say whether each node serves again."""
    for node in cluster.nodes:
        try:
            connection = await aio_pika.connect(node.url, timeout=2)
        except (OSError, TimeoutError, aio_pika.exceptions.AMQPError):
            return False
        await connection.close()
    return True


@pytest.mark.timeout(300)
@pytest.mark.parametrize("killed", [0, 1, 2], ids=["leads", "is spoken to", "is listened to"])
async def test_one_of_three_is_killed_under_load(
    cluster: RabbitCluster, run: Hop, killed: int
) -> None:
    node = cluster.nodes[killed]
    run.rabbit_url = cluster.nodes[(killed + 1) % 3].url
    async with run.relaying(), run.consuming():
        async with in_background(announce(run)):
            await more_arrives(run)
            node.kill()
            if killed == 0:  # the two that are used are there: it goes on without the third
                await more_arrives(run)
            await asyncio.get_running_loop().run_in_executor(STARTER, node.start)
            await more_arrives(run)
        await run.quiet()
        await run.effects_are(len(run.history))
        await until(lambda: is_whole(cluster))

    verdict = await run.judge()
    assert verdict.is_clean, verdict
