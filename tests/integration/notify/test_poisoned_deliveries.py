"""What cannot be read, or answers absurdly, ends in a person's list and delays no other."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.rules import MOST_INTERRUPTED
from shared.loops import Loop, supervised
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import until
from tests.support.notify.dying import LEASE
from tests.support.notify.grounds import PostgresGround, postgres_ground
from tests.support.notify.loops import be_killed, letter_loop, news_loop
from tests.support.notify.receivers import Answer, mail_server, partner, status

DAY = timedelta(hours=25)
PASS_TIME = "UPDATE deliveries SET due_at = due_at - $1::interval WHERE leased_until IS NULL"
"""For what nobody has in hand: an attempt under way keeps its lease."""
REST = """
UPDATE endpoints
SET rests_until = rests_until - $1::interval, rests_since = rests_since - $1::interval
"""
FAULTS = {
    "key lost": "DELETE FROM subject_keys",
    "tampered": "UPDATE subject_keys SET wrapped = wrapped || '\\x00'",
    "ring key unknown": "UPDATE subject_keys SET ring_key = 'k9'",
}
LETTER_FAULTS = {
    **FAULTS,
    "template renamed": "UPDATE deliveries SET kind = 'no_such_template'",
    "content changed": "UPDATE letters SET content = '\\x00'",
}


@pytest.fixture
async def ground(database: MakeDatabase) -> AsyncIterator[PostgresGround]:
    async with postgres_ground((await database("notify")).app_dsn, LEASE) as ground:
        yield ground


async def state_of(ground: PostgresGround, identity: DeliveryId) -> tuple[str, str | None]:
    row = await ground.pool.fetchrow("SELECT state, reason FROM deliveries WHERE id = $1", identity)
    assert row is not None
    return row["state"], row["reason"]


async def until_it_ends(ground: PostgresGround, loop: Loop, identity: DeliveryId) -> None:
    """Let days pass, each time the loop had its turn, until nobody tries any more."""

    async def has_ended() -> bool:
        for statement in (PASS_TIME, REST):
            await ground.pool.execute(statement, DAY)
        return (await state_of(ground, identity))[0] != "waiting"

    async with supervised([loop]):
        await until(has_ended)


@pytest.mark.parametrize("fault", FAULTS)
async def test_news_that_cannot_be_read_end_with_a_person(
    ground: PostgresGround, fault: str
) -> None:
    async with partner(status(200)) as receiver:
        endpoint = await ground.add_endpoint_at(receiver.url, "request.created")
        bad = await ground.add_news(endpoint)
        await ground.pool.execute(FAULTS[fault])

        await until_it_ends(ground, news_loop(ground), bad)

    assert receiver.received == []
    assert await state_of(ground, bad) == ("failed", "unreadable")
    assert await ground.deliveries.count_for_humans() == 1


@pytest.mark.parametrize("fault", LETTER_FAULTS)
async def test_a_letter_that_cannot_be_read_ends_with_a_person_and_delays_no_other(
    ground: PostgresGround, fault: str
) -> None:
    bad = await ground.add_letter(expires_in=timedelta(days=900))
    await ground.pool.execute(LETTER_FAULTS[fault])
    good = await ground.add_letter(expires_in=timedelta(days=900))

    async with mail_server() as mailbox:
        await until_it_ends(ground, letter_loop(ground, mailbox.port), bad)

    assert await state_of(ground, bad) == ("failed", "unreadable")
    assert await state_of(ground, good) == ("sent", None)
    assert len(mailbox.contents) == 1
    assert await ground.deliveries.count_for_humans() == 1


def raw(*lines: str, then: bytes = b"") -> Answer:
    """Answer with these lines, whatever they are."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + then)
        await writer.drain()
        writer.close()

    return answer


ABSURD = {
    "a year with many digits": status(503, retry_after="9" * 5000),
    "the last second, further west": status(503, retry_after="Fri, 31 Dec 9999 23:59:59 -0100"),
    "a negative time": status(503, retry_after="-120"),
    "no time at all": status(503, retry_after="soon"),
    "a loop of redirects": status(307, location="/hook"),
    "many headers": raw("HTTP/1.1 200 OK", *(f"x-{each}: {'y' * 60}" for each in range(3000))),
    "no HTTP": raw("hello"),
    "an impossible status": raw("HTTP/1.1 999999 X"),
    "a status of words": raw("HTTP/1.1 OK 200"),
    "only news on the way": raw(*["HTTP/1.1 100 Continue\r\n"] * 50),
    "a wrong length": raw("HTTP/1.1 503 X", "content-length: -5"),
}


@pytest.mark.parametrize("answer", ABSURD.values(), ids=ABSURD)
async def test_a_partner_who_answers_absurdly_ends_with_a_person(
    ground: PostgresGround, answer: Answer
) -> None:
    async with partner(answer) as receiver:
        endpoint = await ground.add_endpoint_at(receiver.url, "request.created")
        news = await ground.add_news(endpoint)

        await until_it_ends(ground, news_loop(ground), news)
        tries = len(receiver.received)

    assert await state_of(ground, news) == ("failed", "gave_up")
    assert tries == 10


async def test_news_that_kill_whoever_sends_them_are_not_tried_for_ever(
    ground: PostgresGround,
) -> None:
    async with partner(status(200)) as receiver:
        news = await ground.add_news(await ground.add_endpoint_at(receiver.url, "request.created"))
        for _ in range(MOST_INTERRUPTED):
            await be_killed(ground.dsn, "calls")
            await ground.pass_time(DAY)
        await until_it_ends(ground, news_loop(ground), news)

    assert len(receiver.received) == MOST_INTERRUPTED
    assert await state_of(ground, news) == ("failed", "interrupted")
    assert await ground.deliveries.count_for_humans() == 1
