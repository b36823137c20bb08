"""Queues that an earlier version declared with other arguments are made anew and lose nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import AMQPError

from shared.contracts.matching import HoursLogged
from shared.messaging import renewal
from shared.messaging.moves import consumers_of
from shared.messaging.publisher import Outgoing, Publisher
from shared.messaging.renewal import renew
from shared.messaging.topology import EVENTS, WorkQueue, bind, declare, declare_exchanges, specs_of
from tests.support.messaging import channel_at, depth, drop, put, put_each, take_all, until
from tests.support.running import in_background

HOURS = HoursLogged.event_type
FORMER_ARGUMENTS = {"x-max-length": 1_000_000}
"""What every queue had when limits were arguments."""


@pytest.fixture
async def former(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    """Give a work queue with its ladder as version 0.1 declared it."""
    queue = WorkQueue(f"test-{uuid4().hex[:8]}", "events", (HOURS,), (1, 30, 300))
    connection = await aio_pika.connect(rabbit_url)
    async with connection, connection.channel() as channel:
        await declare_exchanges(connection, queue)
        for spec in specs_of(queue):
            arguments = spec.arguments | FORMER_ARGUMENTS
            await channel.declare_queue(spec.name, durable=True, arguments=arguments)
            await bind(channel, spec)
    yield queue
    await drop(rabbit_url, queue)


async def go_on(rabbit_url: str, said: list[str]) -> None:
    """Say one after another as a relay does: again, until it was confirmed."""
    publisher = Publisher(rabbit_url, name="test")
    while True:
        name = str(len(said))
        try:
            await publisher.publish(
                Outgoing(EVENTS, HOURS, aio_pika.Message(b"{}", message_id=name))
            )
        except (AMQPError, ConnectionError, TimeoutError):
            continue
        said.append(name)
        await asyncio.sleep(0.005)  # all of it is moved one by one


async def ids_in(rabbit_url: str, name: str) -> list[str | None]:
    return [message.message_id for message in await take_all(rabbit_url, name)]


async def test_a_declaration_names_what_is_outdated_and_leaves_it(
    rabbit_url: str, former: WorkQueue
) -> None:
    await put(rabbit_url, former, b"{}")

    outdated = await declare(rabbit_url, [former], settle_seconds=0)

    assert sorted(outdated) == sorted(spec.name for spec in specs_of(former))
    assert await depth(rabbit_url, former.name) == 1


async def test_what_waited_is_kept_in_its_order_and_the_queue_is_new(
    rabbit_url: str, former: WorkQueue
) -> None:
    await put_each(rabbit_url, former, b"{}", map(str, range(450)))

    waiting = await renew(rabbit_url, former)

    assert waiting == []
    assert await declare(rabbit_url, [former], settle_seconds=0) == []
    kept = dict.fromkeys(await ids_in(rabbit_url, former.name))  # some may have come twice
    assert list(kept) == [str(number) for number in range(450)]
    await nothing_is_left_over(rabbit_url, former)


async def test_what_was_on_the_ladder_comes_back_and_what_was_parked_stays(
    rabbit_url: str, former: WorkQueue
) -> None:
    async with channel_at(rabbit_url) as channel:
        for name in (former.retry(1), former.parked):
            message = aio_pika.Message(b"{}", message_id=name, headers={"attempts": 4})
            await channel.default_exchange.publish(message, name)

    await renew(rabbit_url, former)

    async def is_back() -> bool:
        return await depth(rabbit_url, former.name) == 1

    await until(is_back)
    (again,) = await take_all(rabbit_url, former.name)
    (parked,) = await take_all(rabbit_url, former.parked)
    assert (again.message_id, again.headers["attempts"]) == (former.retry(1), 4)
    assert (parked.message_id, parked.headers["attempts"]) == (former.parked, 4)
    await nothing_is_left_over(rabbit_url, former)


async def test_a_queue_somebody_listens_to_waits(rabbit_url: str, former: WorkQueue) -> None:
    async with channel_at(rabbit_url) as channel:
        await (await channel.get_queue(former.name)).consume(keep)

        waiting = await renew(rabbit_url, former)

    assert sorted(waiting) == sorted(spec.name for spec in specs_of(former))

    async def is_renewed() -> bool:
        return await renew(rabbit_url, former) == []

    await until(is_renewed)


async def test_what_is_said_meanwhile_is_not_missed(rabbit_url: str, former: WorkQueue) -> None:
    said: list[str] = []
    # another listener, so that the broker calls nothing unroutable while the queue is away
    other = WorkQueue(f"test-{uuid4().hex[:8]}", "other", (HOURS,))
    await declare(rabbit_url, [other], settle_seconds=0)

    async with in_background(go_on(rabbit_url, said)):
        await until(lambda: len(said) > 100)
        await renew(rabbit_url, former)
        count = len(said)
        await until(lambda: len(said) > count + 100)

    arrived = await ids_in(rabbit_url, former.name)
    assert set(said) <= set(arrived)
    await drop(rabbit_url, other)


@pytest.mark.parametrize("step", ["_hold_place", "delete", "_give_back"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_in_between_the_next_run_goes_on(
    rabbit_url: str, former: WorkQueue, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    await put_each(rabbit_url, former, b"{}", map(str, range(5)))
    true_step: Callable[..., Awaitable[None]] = getattr(renewal, step)

    async def killed(*arguments: object) -> None:
        if when == "after":
            await true_step(*arguments)
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(renewal, step, killed)
        with pytest.raises(KilledError):
            await renew(rabbit_url, former)
    await renew(rabbit_url, former)
    await renew(rabbit_url, former)

    assert set(await ids_in(rabbit_url, former.name)) == {str(number) for number in range(5)}
    await nothing_is_left_over(rabbit_url, former)


class KilledError(Exception):
    """The deploy step ended here."""


async def keep(_message: AbstractIncomingMessage) -> None:
    """Hold what comes."""


async def nothing_is_left_over(rabbit_url: str, queue: WorkQueue) -> None:
    connection = await aio_pika.connect(rabbit_url)
    async with connection:
        for spec in specs_of(queue):
            assert await consumers_of(connection, f"{spec.name}.renewal") is None
