"""A queue that takes the place of others keeps what they held and leaves nothing bound."""

from dataclasses import replace

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage
from aiormq.exceptions import ChannelNotFoundEntity

from shared.contracts.matching import HoursLogged, MatchExpired
from shared.messaging.takeover import take_over
from shared.messaging.topology import EVENTS, WorkQueue, declare
from tests.support.messaging import channel_at, depth, drop, own_queue, put, take_all

HOURS, EXPIRED = HoursLogged.event_type, MatchExpired.event_type
DELAYS = (1, 30, 300)


async def successor(rabbit_url: str, *former: WorkQueue, types: tuple[str, ...]) -> WorkQueue:
    made = await own_queue(rabbit_url, *types)
    return replace(made, former=tuple(queue.name for queue in former))


async def exists(rabbit_url: str, name: str) -> bool:
    try:
        await depth(rabbit_url, name)
    except ChannelNotFoundEntity:
        return False
    return True


async def say(rabbit_url: str, event_type: str) -> None:
    async with channel_at(rabbit_url) as channel:
        events = await channel.get_exchange(EVENTS)
        await events.publish(aio_pika.Message(b"{}"), event_type)


async def keep(_message: AbstractIncomingMessage) -> None:
    """Hold what comes."""


async def test_what_a_former_queue_held_is_moved_and_the_queue_is_gone(rabbit_url: str) -> None:
    former = await own_queue(rabbit_url, HOURS, delays=DELAYS)
    for number in range(3):
        await put(rabbit_url, former, b"{}", message_id=f"waiting-{number}")
    queue = await successor(rabbit_url, former, types=(HOURS,))

    await take_over(rabbit_url, queue)

    moved = await take_all(rabbit_url, queue.name)
    assert [message.message_id for message in moved] == [f"waiting-{n}" for n in range(3)]
    left = [former.name, former.parked, *(former.retry(delay) for delay in DELAYS)]
    assert [name for name in left if await exists(rabbit_url, name)] == []
    await drop(rabbit_url, queue)


async def test_what_waits_to_be_tried_again_or_is_parked_is_moved_too(rabbit_url: str) -> None:
    former = await own_queue(rabbit_url, HOURS, delays=DELAYS)
    async with channel_at(rabbit_url) as channel:
        for name in (former.retry(300), former.parked):
            message = aio_pika.Message(
                b"{}", message_id=name, headers={"attempts": 4, "reason": "WrongError"}
            )
            await channel.default_exchange.publish(message, name)
    queue = await successor(rabbit_url, former, types=(HOURS,))

    await take_over(rabbit_url, queue)

    (again,) = await take_all(rabbit_url, queue.name)
    (parked,) = await take_all(rabbit_url, queue.parked)
    assert (again.message_id, again.headers["attempts"]) == (former.retry(300), 4)
    assert (parked.message_id, parked.headers["reason"]) == (former.parked, "WrongError")
    await drop(rabbit_url, queue)


async def test_a_queue_somebody_still_listens_to_is_left_to_them(rabbit_url: str) -> None:
    former = await own_queue(rabbit_url, HOURS, delays=DELAYS)
    queue = await successor(rabbit_url, former, types=(HOURS,))
    async with channel_at(rabbit_url) as channel:
        await (await channel.get_queue(former.name)).consume(keep)

        await take_over(rabbit_url, queue)

        assert await exists(rabbit_url, former.name)
    await take_over(rabbit_url, queue)
    assert not await exists(rabbit_url, former.name)
    await drop(rabbit_url, queue)


async def test_a_type_that_is_no_longer_declared_is_no_longer_brought(rabbit_url: str) -> None:
    before = await own_queue(rabbit_url, HOURS, EXPIRED)
    now = replace(before, types=(HOURS,))
    await declare(rabbit_url, [now], settle_seconds=0.0)

    await take_over(rabbit_url, now)
    await say(rabbit_url, HOURS)
    await say(rabbit_url, EXPIRED)

    assert len(await take_all(rabbit_url, now.name)) == 1
    await drop(rabbit_url, now)


@pytest.mark.parametrize("times", [1, 2])
async def test_taking_over_again_changes_nothing(rabbit_url: str, times: int) -> None:
    queue = await successor(rabbit_url, types=(HOURS,))
    queue = replace(queue, former=("test-nobody.nothing",))

    for _ in range(times):
        await take_over(rabbit_url, queue)

    assert await depth(rabbit_url, queue.name) == 0
    await drop(rabbit_url, queue)
