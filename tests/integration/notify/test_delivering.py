"""From the broker to the mail server and the partner, with kills, doubles and slow ones."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from email import message_from_bytes
from uuid import uuid4

import pytest

from deploy.local.databases import Addresses
from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.use_cases import TakeInLetters
from services.notify.partner_news.use_cases.take_in import TakeInNews
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import write
from shared.loops import supervised
from shared.messaging.lifecycle import open_messaging
from shared.messaging.topology import WorkQueue
from shared.sealing.box import Opener, new_keypair, seal_for
from tests.support.messaging import depth, drop, own_queue, put, take_all, until
from tests.support.notify.building import (
    NOW,
    PRIVATE_KEY,
    notification_requested,
    request_created,
)
from tests.support.notify.dying import LEASE
from tests.support.notify.grounds import PostgresGround, postgres_ground
from tests.support.notify.letters.rendering import renderer
from tests.support.notify.loops import be_killed, letter_loop, news_loop
from tests.support.notify.receivers import hang, mail_server, partner, slowly, status
from tests.support.notify.webhooks.building import LINKS

REQUESTED = NotificationRequested.event_type


@pytest.fixture
async def ground(
    database: Callable[[str], Awaitable[Addresses]],
) -> AsyncIterator[PostgresGround]:
    addresses = await database("notify")
    async with postgres_ground(addresses.app_dsn, LEASE) as ground:
        yield ground


@pytest.fixture
async def requested(rabbit_url: str) -> AsyncIterator[WorkQueue]:
    queue = await own_queue(rabbit_url, REQUESTED)
    yield queue
    await drop(rabbit_url, queue)


def takes_in_letters(ground: PostgresGround) -> TakeInLetters:
    opener = NoticeOpener(Opener([PRIVATE_KEY]))
    return TakeInLetters(
        store=ground.store,
        open_notice=opener,
        renderer=renderer(),
        wake=lambda: None,
        now=lambda: NOW,
    )


def takes_in_news(ground: PostgresGround) -> TakeInNews:
    return TakeInNews(ground.store, LINKS, uuid4, lambda: None, lambda: NOW)


async def test_a_letter_sent_by_a_killed_process_goes_again_with_the_same_id(
    ground: PostgresGround,
) -> None:
    identity = await ground.add_letter()

    async with mail_server() as mailbox:
        await be_killed(ground.dsn, "letters", mailbox.port)
        assert len(mailbox.contents) == 1
        async with supervised([letter_loop(ground, mailbox.port)]):
            await until(lambda: len(mailbox.contents) == 2)
            await until(lambda: _is_state(ground, "sent"))

    ids = [message_from_bytes(content)["Message-ID"] for content in mailbox.contents]
    assert ids == [f"<{identity}@example.fi>"] * 2
    assert await _said(ground) == [("notification.sent", 2)]


async def test_news_sent_by_a_killed_process_go_again_with_the_same_id(
    ground: PostgresGround,
) -> None:
    async with partner(status(200)) as receiver:
        await ground.add_news(await ground.add_endpoint_at(receiver.url, "request.created"))
        await be_killed(ground.dsn, "calls")
        async with supervised([news_loop(ground)]):
            await until(lambda: _is_state(ground, "sent"))

    ids = {request.headers["webhook-id"] for request in receiver.received}
    assert len(receiver.received) == 2
    assert len(ids) == 1
    assert await _said(ground) == [("notification.sent", 1)]


async def test_a_request_delivered_many_times_gives_one_letter(
    ground: PostgresGround, rabbit_url: str, requested: WorkQueue
) -> None:
    body = _body(notification_requested(expires_at=await ground.now() + timedelta(hours=1)))
    letters = takes_in_letters(ground)
    async with open_messaging(
        rabbit_url=rabbit_url,
        pool=ground.pool,
        service="notify",
        reactions={requested: letters.react_to_notification_requested},
    ):
        for _ in range(5):
            await put(rabbit_url, requested, body)
        await until(lambda: _is_empty(rabbit_url, requested))
        await until(lambda: _has_deliveries(ground, 1))

    assert await ground.pool.fetchval("SELECT count(*) FROM deliveries") == 1


async def test_a_box_nobody_here_can_open_is_parked_still_sealed(
    ground: PostgresGround, rabbit_url: str, requested: WorkQueue
) -> None:
    foreign = seal_for(new_keypair()[1], b'{"recipient": "aino@example.org", "values": {}}')
    event = notification_requested(sealed=foreign)
    async with open_messaging(
        rabbit_url=rabbit_url,
        pool=ground.pool,
        service="notify",
        reactions={requested: takes_in_letters(ground).react_to_notification_requested},
    ):
        await put(rabbit_url, requested, _body(event))
        await until(lambda: _has_depth(rabbit_url, requested.parked, 1))

    (message,) = await take_all(rabbit_url, requested.parked)
    assert message.body == _body(event)
    assert str(message.headers["reason"]).startswith("UnopenableNoticeError")
    assert b"aino" not in message.body


async def test_an_event_delivered_many_times_gives_one_delivery_an_endpoint(
    ground: PostgresGround,
) -> None:
    for name in ("one", "two"):
        await ground.add_endpoint("request.created", name=name)
    event = request_created()

    await asyncio.gather(*(takes_in_news(ground).react_to_partner_event(event) for _ in range(5)))

    assert await ground.pool.fetchval("SELECT count(*) FROM deliveries") == 2


@pytest.mark.parametrize("answer", [hang, slowly(60)])
async def test_a_slow_partner_delays_no_other(
    ground: PostgresGround, answer: Callable[[asyncio.StreamWriter], Awaitable[None]]
) -> None:
    async with partner(answer) as slow, partner(status(200)) as quick:
        slow_id = await ground.add_endpoint_at(slow.url, "request.created", name="slow")
        quick_id = await ground.add_endpoint_at(quick.url, "request.created", name="quick")
        for _ in range(20):
            await ground.add_news(slow_id)
        for _ in range(20):
            await ground.add_news(quick_id)
        async with supervised([news_loop(ground, limit=8)]):
            await until(lambda: len(quick.received) == 20)
            assert slow.connections <= 4
            await slow.stop()


def _body(event: Envelope[NotificationRequested]) -> bytes:
    return write(event)


async def _is_state(ground: PostgresGround, state: str) -> bool:
    found: str = await ground.pool.fetchval("SELECT state FROM deliveries")
    return found == state


async def _has_deliveries(ground: PostgresGround, count: int) -> bool:
    found: int = await ground.pool.fetchval("SELECT count(*) FROM deliveries")
    return found == count


async def _is_empty(rabbit_url: str, queue: WorkQueue) -> bool:
    return await depth(rabbit_url, queue.name) == 0


async def _has_depth(rabbit_url: str, name: str, count: int) -> bool:
    return await depth(rabbit_url, name) == count


async def _said(ground: PostgresGround) -> list[tuple[str, int]]:
    rows = await ground.pool.fetch("SELECT type, subject_version FROM outbox ORDER BY position")
    return [(row["type"], row["subject_version"]) for row in rows]
