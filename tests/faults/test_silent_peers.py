"""Peers that stop answering without closing: the half-open case that hangs naive clients."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Literal

import pytest

from shared.messaging import publisher
from tests.faults.hop import Hop, hop
from tests.support.fault_proxy import FaultProxy, Mode, proxy_before
from tests.support.messaging import error_of

SILENCE_SECONDS = 6.0
Way = Callable[[Hop], AbstractAsyncContextManager[None]]


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher, "PUBLISH_SECONDS", 1.0)
    monkeypatch.setattr(publisher, "CONNECT_SECONDS", 1.0)


@asynccontextmanager
async def hop_by_proxy(
    rabbit_url: str, admin_dsn: str, side: Literal["relay_url", "consumer_url"]
) -> AsyncIterator[tuple[FaultProxy, Hop]]:
    """Let one side of the hop, named by its address, reach the broker through a proxy."""
    async with (
        proxy_before(rabbit_url) as (proxy, url),
        hop(rabbit_url, admin_dsn, "hours.logged") as run,
    ):
        setattr(run, side, url)
        yield proxy, run


async def test_a_broker_that_falls_silent_delays_and_loses_nothing(
    rabbit_url: str, postgres_admin_dsn: str
) -> None:
    async with hop_by_proxy(rabbit_url, postgres_admin_dsn, "relay_url") as (proxy, run):
        async with run.relaying() as relay, run.consuming():
            await run.announce(20)
            await run.quiet()
            proxy.become("silent")
            await run.announce(20)
            await asyncio.sleep(SILENCE_SECONDS)
            trouble = error_of(relay)
            proxy.become("pass")
            await run.quiet()
        verdict = await run.judge()

    assert trouble == "TimeoutError"
    assert verdict.is_clean, verdict


async def test_confirms_that_never_arrive_are_not_taken_for_sent(
    rabbit_url: str, postgres_admin_dsn: str
) -> None:
    async with hop_by_proxy(rabbit_url, postgres_admin_dsn, "relay_url") as (proxy, run):
        async with run.relaying(), run.consuming():
            await run.announce(1)
            await run.quiet()
            proxy.become("no_reply")
            await run.announce(20)
            await asyncio.sleep(SILENCE_SECONDS / 2)
            unsent = await run.pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL")
            proxy.become("down")
            proxy.become("pass")
            await run.quiet()
        verdict = await run.judge()

    assert unsent == 20
    assert verdict.is_clean, verdict


async def test_a_broker_that_refuses_for_a_while_is_found_again(
    rabbit_url: str, postgres_admin_dsn: str
) -> None:
    async with hop_by_proxy(rabbit_url, postgres_admin_dsn, "relay_url") as (proxy, run):
        proxy.become("down")
        async with run.relaying(), run.consuming():
            await run.announce(10)
            await asyncio.sleep(2)
            proxy.become("pass")
            await run.quiet()
            proxy.become("down")
            await run.announce(10)
            proxy.become("pass")
            await run.quiet()
        verdict = await run.judge()

    assert verdict.is_clean, verdict


@pytest.mark.parametrize("way", [Hop.consuming, Hop.consuming_in_batches])
@pytest.mark.parametrize("trouble", ["down", "silent"])
async def test_a_consumer_that_loses_its_broker_comes_back_by_itself(
    rabbit_url: str, postgres_admin_dsn: str, way: Way, trouble: Mode
) -> None:
    async with hop_by_proxy(rabbit_url, postgres_admin_dsn, "consumer_url") as (proxy, run):
        async with run.relaying(), way(run):
            await run.announce(10)
            await run.quiet()
            proxy.become(trouble)
            await run.announce(200)
            await asyncio.sleep(3)
            proxy.become("pass")
            await run.quiet()
            await run.effects_are(210)
        verdict = await run.judge()

    assert verdict.is_clean, verdict
