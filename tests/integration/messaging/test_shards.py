"""Each relay holds its part of the outbox, and says so when somebody else holds on to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from shared.messaging import shards
from shared.messaging.relay import Relay
from shared.messaging.shards import SHARDS, Share, part_of
from shared.postgres.pool import connected
from shared.postgres.types import Pool
from shared.telemetry.metrics import REGISTRY
from tests.integration.messaging.test_relay import nothing_unsent, relaying, store
from tests.support import events
from tests.support.messaging import until


@given(st.integers(1, 100))
def test_the_parts_of_all_relays_are_the_whole_and_differ_by_one_at_most(relays: int) -> None:
    parts = [part_of(rank, relays) for rank in range(relays)]

    assert sum(parts) == SHARDS
    assert max(parts) - min(parts) <= 1


async def test_relays_that_come_and_go_hold_all_shards_between_them(messaging_dsn: str) -> None:
    async with connected(messaging_dsn) as one, connected(messaging_dsn) as two:
        first, second = Share(one), Share(two)
        await first.join()
        await first.keep_balance(0)
        alone = len(first.shards)
        await second.join()
        for share in (first, second, first):
            await share.keep_balance(0)

    assert alone == SHARDS
    assert (first.part, second.part) == (len(first.shards), len(second.shards)) == (8, 8)
    assert first.shards | second.shards == set(range(SHARDS))


@pytest.mark.usefixtures("queue")
async def test_a_relay_without_its_part_says_so_until_it_has_it(
    pool: Pool, messaging_dsn: str, rabbit_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHORT_SECONDS", 0.5)

    async def is_short(relay: Relay, status: str) -> bool:
        return (await relay.probe_shards()).status == status

    async with connected(messaging_dsn) as zombie:
        held = Share(zombie)
        await held.join()
        await held.keep_balance(0)
        await store(pool, [events.hours_logged() for _ in range(20)])
        with capture_logs() as told:
            async with relaying(pool, rabbit_url) as relay:
                await until(lambda: is_short(relay, "degraded"))
                missing = REGISTRY.get_sample_value("relay_shards_missing")
                await zombie.close()
                await until(lambda: is_short(relay, "ok"))
                await until(nothing_unsent(pool))

    assert missing == SHARDS / 2
    assert [line["event"] for line in told] == ["relay lacks shards", "relay has its shards"]


@pytest.mark.usefixtures("queue")
async def test_a_session_of_a_host_that_fell_silent_is_ended_and_its_shards_are_free(
    pool: Pool, messaging_dsn: str, rabbit_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shards.IDLE_SECONDS < 60 - 10
    async with connected(messaging_dsn) as zombie:
        monkeypatch.setattr(shards, "IDLE_SECONDS", 1.0)
        held = Share(zombie)
        await held.join()
        await held.keep_balance(0)
        monkeypatch.undo()
        await store(pool, [events.hours_logged() for _ in range(20)])
        async with relaying(pool, rabbit_url):
            await until(nothing_unsent(pool))
