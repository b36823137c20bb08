"""Webhooks against real servers that misbehave."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from services.notify.deliveries.model import Accepted, Outcome, Refused, Rejected
from services.notify.webhooks.adapters.guard import Guard
from services.notify.webhooks.adapters.webhook import HttpSender
from tests.support.notify.receivers import (
    Answer,
    drop,
    flood,
    hang,
    partner,
    silent_server,
    slowly,
    status,
)
from tests.support.notify.webhooks.calls import LOCAL, SECRET, call, sender
from tests.support.notify.webhooks.connections import Identity

NOT_ECHOED = ("not_echoed", "not_echoed")


async def test_a_partner_gets_signed_thin_news() -> None:
    async with partner(status(204)) as receiver:
        item = call(receiver.url)
        outcome = await sender(LOCAL)(item)

    (request,) = receiver.received
    Webhook(SECRET).verify(request.body, request.headers)
    assert outcome == Accepted("204")
    assert request.head.startswith(b"POST /hook HTTP/1.1\r\n")
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert request.headers["webhook-id"] == str(item.news.id)
    assert json.loads(request.body)["link"] == item.news.link


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (status(500), Refused("500")),
        (status(429, retry_after="120"), Refused("429", timedelta(seconds=120))),
        (status(302, location="http://127.0.0.1:1/elsewhere"), Refused("302")),
        (status(410), Rejected("410", "endpoint_gone", gone=True)),
        (drop, Refused("connection")),
        (flood, Accepted("200")),
    ],
)
async def test_a_partner_that_misbehaves_has_an_outcome(answer: Answer, outcome: Outcome) -> None:
    async with partner(answer) as receiver:
        assert await sender(LOCAL)(call(receiver.url)) == outcome
        assert receiver.connections == 1


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 X\r\n\r\n", Rejected(*NOT_ECHOED)),
        (b"HTTP/1.1 200 X\r\ncontent-length: 4\r\n\r\nword", Accepted("200")),
        (
            b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n2\r\nwo\r\n2\r\nrd\r\n0\r\n\r\n",
            Accepted("200"),
        ),
        (b"HTTP/1.1 200 X\r\nconnection: close\r\n\r\nword" + b" " * 5000, Accepted("200")),
        (b"HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\nword", Refused("timeout")),
        (b"HTTP/1.1 200 X\r\nset-cookie: " + b"x" * 20_000, Refused("connection")),
    ],
)
async def test_of_an_answer_to_a_challenge_no_more_is_read_than_it_takes(
    told: bytes, outcome: Outcome
) -> None:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(told)
        await writer.drain()
        if b"content-length: 9" in told:
            await asyncio.sleep(60)

    async with partner(answer) as receiver:
        item = replace(call(receiver.url), challenge="word")
        assert await sender(LOCAL, timeout=0.5)(item) == outcome


@pytest.mark.parametrize("answer", [hang, slowly(60)])
async def test_a_partner_that_drips_or_sleeps_is_not_waited_for(answer: Answer) -> None:
    started = time.perf_counter()

    async with partner(answer) as receiver:
        outcome = await sender(LOCAL, timeout=0.5)(call(receiver.url))

    assert outcome == Refused("timeout")
    assert time.perf_counter() - started < 3


async def test_a_partner_that_never_speaks_is_not_waited_for() -> None:
    async with silent_server() as port:
        outcome = await sender(LOCAL, timeout=0.5)(call(f"http://127.0.0.1:{port}/"))

    assert outcome == Refused("timeout")


async def test_a_partner_that_is_away_is_tried_again() -> None:
    async with partner(status(200)) as receiver:
        url = receiver.url

    assert await sender(LOCAL)(call(url)) == Refused("connection")


@pytest.mark.parametrize(
    ("name", "outcome"),
    [("partner.example", Accepted("200")), ("other.example", Refused("connection"))],
)
async def test_the_certificate_must_be_that_of_the_name(name: str, outcome: Outcome) -> None:
    async def lookup(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    identity = Identity.of("partner.example")
    http = HttpSender(
        Guard(lookup, allow_loopback=True), lambda: datetime.now(UTC), identity.trust(), 3.0
    )

    async with partner(status(200), tls=identity.server()) as receiver:
        assert await http(call(f"https://{name}:{receiver.port}/hook")) == outcome
