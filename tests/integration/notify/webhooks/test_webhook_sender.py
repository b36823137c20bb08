"""Webhooks against real servers that misbehave, and addresses nobody must connect to."""

import asyncio
import json
import ssl
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from standardwebhooks import Webhook

from services.notify.deliveries.model import Accepted, Outcome, Refused, Rejected
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.adapters.guard import Guard, look_up
from services.notify.webhooks.adapters.webhook import HttpSender
from services.notify.webhooks.model import Call
from tests.support.notify.building import news
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
from tests.support.notify.webhooks.connections import Identity, watched_connections

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

# Spellings of home, of neighbours and of nowhere; each must be refused before a connection.
EVIL = [
    "https://127.0.0.1/",
    "https://127.0.0.1:443/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25lo]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://user:pass@8.8.8.8/",
    "https://8.8.8.8@127.0.0.1/",
    "https://127.0.0.1#@8.8.8.8/",
    "https://8.8.8.8:22/",
    "https://8.8.8.8:8443/",
    "http://8.8.8.8/",
    "http://127.0.0.1/",
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_PING",
    "//127.0.0.1/",
    "https:///",
    "https://",
    "",
    "not a url",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
    "https://127.0.0.1%2f@8.8.8.8/",
    "https://\x00127.0.0.1/",
]


PLAIN_LOOPBACK = {
    "https://127.0.0.1/",
    "https://127.0.0.1:443/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://①②⑦.0.0.1/",
    "https://127。0。0。1/",
    "http://127.0.0.1/",
}
"""Where a developer's own machine answers: refused in production, meant in development."""


def sender(guard: Guard, timeout: float = 3.0) -> HttpSender:
    return HttpSender(guard, lambda: datetime.now(UTC), ssl.create_default_context(), timeout)


LOCAL = Guard(look_up, allow_loopback=True)
STRICT = Guard(look_up)


def call(url: str) -> Call:
    return Call(EndpointId(uuid4()), url, (SECRET,), news())


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
    ("guard", "url"),
    [
        *((STRICT, url) for url in EVIL),
        *((LOCAL, url) for url in EVIL if url not in PLAIN_LOOPBACK),
    ],
)
async def test_no_connection_is_made_to_an_evil_address(guard: Guard, url: str) -> None:
    with watched_connections() as made:
        outcome = await sender(guard)(call(url))

    assert made == []
    assert outcome in {Refused("forbidden_address"), Refused("connection")}


def test_the_corpus_is_large_enough() -> None:
    assert len(set(EVIL)) >= 40


async def test_a_name_is_looked_up_once_and_the_judged_address_is_used() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    async def rebinding(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return answers.pop(0)

    async with partner(status(200)) as receiver:
        url = f"http://partner.example:{receiver.port}/hook"
        with watched_connections() as made:
            outcome = await sender(Guard(rebinding, allow_loopback=True))(call(url))

    assert outcome == Accepted("200")
    assert asked == ["partner.example"]
    assert made == [("127.0.0.1", receiver.port)]
    assert receiver.received[0].headers["host"] == f"partner.example:{receiver.port}"


@pytest.mark.parametrize(
    "addresses",
    [
        ["91.198.174.192", "10.0.0.1"],
        ["2606:4700::1", "::1"],
        ["91.198.174.192", "127.0.0.1"],
        ["127.0.0.1", "10.0.0.1"],
        [],
    ],
)
async def test_one_bad_address_spoils_the_name(addresses: list[str]) -> None:
    async def lookup(_host: str, _port: int) -> Sequence[str]:
        return addresses

    with watched_connections() as made:
        outcome = await sender(Guard(lookup, allow_loopback=True))(call("https://x.example/"))

    assert (outcome, made) == (Refused("forbidden_address"), [])


async def test_a_name_that_does_not_exist_is_tried_again() -> None:
    async def nothing(_host: str, _port: int) -> Sequence[str]:
        raise OSError

    assert await sender(Guard(nothing))(call("https://x.example/")) == Refused("connection")


async def test_a_slow_name_server_is_not_waited_for() -> None:
    async def slow(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return []

    outcome = await sender(Guard(slow), timeout=0.3)(call("https://x.example/"))

    assert outcome == Refused("timeout")


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
