"""A host that is gone, with nothing closed, holds nobody up for longer than a minute."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest

from shared.contracts.wire import read
from shared.messaging import relay, shards
from shared.messaging.relay import Relay
from shared.messaging.topology import WorkQueue
from shared.postgres import pool as pools
from shared.postgres.dead_peers import EACH_SECONDS, IDLE_SECONDS, TIMES, UNANSWERED_SECONDS
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from tests.integration.messaging.test_relay import nothing_unsent, relaying, store
from tests.support import events
from tests.support.databases import messaging_database
from tests.support.fault_proxy import FaultProxy, proxy_before
from tests.support.fresh_databases import FreshDatabases
from tests.support.messaging import drop, own_queue, take_all, until

MINUTE = 60.0
PATIENCE = 40.0
"""Of a test on a busy machine."""


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a tenth of what the product waits for."""
    longest = shards.IDLE_SECONDS + relay.BALANCE_SECONDS + relay.PAUSES.usual.total_seconds()
    assert longest < MINUTE
    assert max(IDLE_SECONDS + TIMES * EACH_SECONDS, UNANSWERED_SECONDS) < MINUTE
    assert pools.COMMAND_SECONDS + relay.LEAVE_SECONDS < shards.IDLE_SECONDS
    monkeypatch.setattr(shards, "IDLE_SECONDS", 4.0)
    monkeypatch.setattr(pools, "COMMAND_SECONDS", 1.0)
    monkeypatch.setattr(relay, "LEAVE_SECONDS", 0.1)


class Hosts(NamedTuple):
    """A database reached directly and through a proxy, with a relay on the far side of it."""

    near: Pool
    proxy: FaultProxy
    relay: Relay


@pytest.fixture
async def hosts(rabbit_url: str, fresh_databases: FreshDatabases) -> AsyncIterator[Hosts]:
    async with (
        messaging_database(fresh_databases) as dsn,
        proxy_before(dsn) as (proxy, far_dsn),
        open_pool(dsn, name="near") as near,
        open_pool(far_dsn, name="far") as far,
        relaying(far, rabbit_url) as relay,
    ):
        yield Hosts(near, proxy, relay)


async def announce(pool: Pool, count: int) -> None:
    await store(pool, [events.hours_logged() for _ in range(count)])


async def announce_as_it_goes(hosts: Hosts, count: int) -> None:
    """Announce so many that are sent, and as many more when the relay's host is gone."""
    await announce(hosts.near, count)
    await until(nothing_unsent(hosts.near))
    hosts.proxy.become("gone")
    await announce(hosts.near, count)


async def arrived(rabbit_url: str, queue: WorkQueue) -> set[str]:
    return {str(read(message.body).id) for message in await take_all(rabbit_url, queue.name)}


async def test_a_relay_on_a_host_that_is_gone_is_replaced_and_comes_back(
    rabbit_url: str, hosts: Hosts
) -> None:
    queue, (near, proxy, gone) = await own_queue(rabbit_url, "hours.logged"), hosts
    await announce_as_it_goes(hosts, 20)
    async with relaying(near, rabbit_url) as other:
        await until(nothing_unsent(near), PATIENCE)
        proxy.become("pass")
        await until(lambda: _has_its_part(gone) and _has_its_part(other), PATIENCE)
        await announce(near, 20)
        await until(nothing_unsent(near))

    assert len(await arrived(rabbit_url, queue)) == 60
    await drop(rabbit_url, queue)


async def test_a_relay_alone_whose_database_is_gone_for_a_while_sends_on(
    rabbit_url: str, hosts: Hosts
) -> None:
    queue, (near, proxy, lonely) = await own_queue(rabbit_url, "hours.logged"), hosts
    await announce_as_it_goes(hosts, 5)
    await until(lambda: lonely.loop.trouble is not None, PATIENCE)
    proxy.become("pass")
    await until(nothing_unsent(near), PATIENCE)

    assert len(await arrived(rabbit_url, queue)) == 10
    await drop(rabbit_url, queue)


def _has_its_part(one: Relay) -> bool:
    share = one.share
    return share is not None and share.relays == 2 and len(share.shards) == share.part
