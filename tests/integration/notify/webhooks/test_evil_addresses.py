"""Addresses of webhooks that nobody must connect to, and names that lead there."""

import asyncio
from collections.abc import Sequence

import pytest

from services.notify.deliveries.model import Accepted, Refused
from services.notify.webhooks.adapters.guard import Guard, look_up
from tests.support.notify.receivers import partner, status
from tests.support.notify.webhooks.calls import LOCAL, call, sender
from tests.support.notify.webhooks.connections import watched_connections

PLAIN_LOOPBACK = [
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
    "https://0x7f.0.0.1/",
    "https://0x7f.1/",
    "https://017700000001/",
    "https://127.0.1/",
    "https://[0:0:0:0:0:0:0:1]/",
    "HTTPS://LOCALHOST/",
    "https://localhost:443/",
]
"""Where a developer's own machine answers: refused in production, meant in development."""
# Spellings of home, of neighbours and of nowhere; each must be refused before a connection.
EVIL = [
    *PLAIN_LOOPBACK,
    "https://0/",
    "https://0.0.0.0/",
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
    "ftp://8.8.8.8/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_PING",
    "//127.0.0.1/",
    "https:///",
    "https://",
    "",
    "not a url",
    "https://127.0.0.1%2f@8.8.8.8/",
    "https://\x00127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.000.000.001/",
    "https://3232235777/",
    "https://0xa000001/",
    "https://0251.0376.0251.0376/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:a00:1::]/",
    "https://[2002:a9fe:a9fe::]/",
    "https://[2001::1]/",
    "https://[100::1]/",
    "https://[fec0::1]/",
    "https://[fc00::1]/",
    "https://[2001:db8::1]/",
    "https://192.0.0.1/",
    "https://192.0.2.1/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://240.0.0.1/",
    "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
    "https://\uff11\uff12\uff17.0.0.1/",
    "https://localhost\u3002/",
    "https://loc\u00adalhost/",
    "https://127.0.0.1\u200b/",
    "https://8.8.8.8:0/",
    "https://8.8.8.8:443@127.0.0.1/",
    "https://127.0.0.1\\@8.8.8.8/",
    "https:/127.0.0.1/",
]


STRICT = Guard(look_up)


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
    assert len(set(EVIL)) >= 60


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
