"""Limits come from the broker's policies: they act, change while it runs, and are not missed."""

import asyncio
from collections.abc import Iterator

import aio_pika
import pytest
from aio_pika.exceptions import DeliveryError
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.local.broker_definitions import WITHOUT_LIMITS
from deploy.local.preparation import declare_queues
from deploy.local.rabbit import RabbitServer
from deploy.watching.broker import look_at_limits
from shared.messaging.limits import are_loaded, policies
from shared.messaging.publisher import connect
from shared.messaging.topology import WorkQueue
from tests.support.messaging import channel_at, depth, drop, limit, own_queue, put, until
from tests.support.servers import temporary_folder


async def refuses(rabbit_url: str, queue: WorkQueue) -> bool:
    try:
        await put(rabbit_url, queue, b"one more")
    except DeliveryError:
        return True
    return False


async def crash(rabbit_url: str, queue: WorkQueue) -> None:
    """Take what is there and go without a word, as a killed consumer does."""
    async with channel_at(rabbit_url) as channel:
        await (await channel.get_queue(queue.name)).get(fail=False)


async def test_a_full_queue_refuses_until_its_limit_is_raised(private_rabbit: RabbitServer) -> None:
    url = private_rabbit.url
    queue = await own_queue(url)
    private_rabbit.tell(*limit("room", "^test", {"max-length": 3}))
    await until(lambda: refuses(url, queue))
    full = await depth(url, queue.name)

    private_rabbit.tell(*limit("room", "^test", {"max-length": full + 100}))

    async def takes_again() -> bool:
        return not await refuses(url, queue)

    await until(takes_again)
    assert full >= 3
    private_rabbit.tell("clear_policy", "room")
    await drop(url, queue)


async def test_what_kills_its_consumers_again_and_again_is_parked(
    private_rabbit: RabbitServer,
) -> None:
    queue = await own_queue(private_rabbit.url)
    await put(private_rabbit.url, queue, b"poison")

    async def is_parked() -> bool:
        await crash(private_rabbit.url, queue)
        return await depth(private_rabbit.url, queue.parked) == 1

    await until(is_parked)

    await drop(private_rabbit.url, queue)


async def test_what_failed_comes_back_from_the_ladder(rabbit_url: str) -> None:
    await what_failed_comes_back(rabbit_url)


async def what_failed_comes_back(rabbit_url: str) -> None:
    queue = await own_queue(rabbit_url)
    async with channel_at(rabbit_url) as channel:
        returns = await channel.get_exchange(queue.returns)
        await returns.publish(aio_pika.Message(b"again"), queue.retry(1))

    async def is_back() -> bool:
        return await depth(rabbit_url, queue.name) == 1

    await until(is_back)
    await drop(rabbit_url, queue)


async def test_other_limits_than_these_are_told_apart(rabbit_url: str) -> None:
    connection = await connect(rabbit_url, "test")
    async with connection:
        assert not await are_loaded(connection, policies(("somebody",)))


@pytest.fixture
def bare_rabbit() -> Iterator[RabbitServer]:
    """Give a broker that was told nothing, as one of somebody else's."""
    with temporary_folder() as folder:
        server = RabbitServer(folder / "rabbit", dies_with_us=True)
        server.start()
        yield server
        server.stop()


async def test_a_broker_without_our_limits_loses_nothing_and_is_named_until_they_are_loaded(
    bare_rabbit: RabbitServer,
) -> None:
    await what_failed_comes_back(bare_rabbit.url)
    said_before = await asyncio.to_thread(declare_queues, bare_rabbit.url)
    seen_before = await look_at_limits(bare_rabbit.url)
    file = bare_rabbit.folder / "ours.json"
    file.write_text(CliRunner().invoke(app, ["definitions"]).output, encoding="utf-8")
    file.chmod(0o644)

    bare_rabbit.tell("import_definitions", str(file))

    async def are_seen() -> bool:
        return await look_at_limits(bare_rabbit.url) is True

    await until(are_seen)
    assert (said_before, seen_before) == ([WITHOUT_LIMITS], False)
    assert await asyncio.to_thread(declare_queues, bare_rabbit.url) == []
