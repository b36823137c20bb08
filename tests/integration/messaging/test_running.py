"""All of a service's messaging together: it starts before its broker and says how it is."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.envelope import Envelope
from shared.messaging.lifecycle import Messaging, open_messaging
from shared.messaging.topology import WorkQueue
from shared.postgres.types import Pool
from shared.telemetry.health import Readiness
from tests.support import events
from tests.support.fault_proxy import proxy_before
from tests.support.messaging import put, until


async def status(messaging: Messaging) -> Mapping[str, str]:
    report = await Readiness(messaging.probes).report()
    return {name: check.status for name, check in report.checks.items()} | {"": report.status}


async def test_a_service_starts_before_its_broker_and_catches_up(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    heard: list[Envelope[Any]] = []

    async def hear(event: Envelope[Any]) -> None:
        heard.append(event)

    async with proxy_before(rabbit_url) as (proxy, url):
        proxy.become("down")
        async with open_messaging(
            rabbit_url=url, pool=pool, service="matching", reactions={queue: hear}
        ) as messaging:
            async with pool.acquire() as connection, connection.transaction():
                await events.outbox().append(connection, [events.hours_logged()])
            messaging.hint()
            await until(lambda: messaging.relay.loop.trouble is not None)
            before = await status(messaging)
            proxy.become("pass")
            await until(lambda: len(heard) == 1)
            await until(lambda: _is_fine(messaging))

    assert (before["broker"], before["consumers"]) == ("degraded", "degraded")
    assert (before["postgres"], before[""]) == ("ok", "degraded")


async def test_stopping_while_the_broker_is_away_is_quick(pool: Pool, queue: WorkQueue) -> None:
    async def hear(_: Envelope[Any]) -> None:
        raise AssertionError

    async with open_messaging(
        rabbit_url="amqp://guest:guest@127.0.0.1:1/",
        pool=pool,
        service="test",
        reactions={queue: hear},
    ) as messaging:
        await until(lambda: messaging.relay.loop.trouble is not None)


async def test_a_queue_that_nobody_listens_to_is_named(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    async def hear(_: Envelope[Any]) -> None:
        raise AssertionError

    deaf = WorkQueue("test", "not_declared", ())
    async with open_messaging(
        rabbit_url=rabbit_url, pool=pool, service="test", reactions={queue: hear, deaf: hear}
    ) as messaging:
        await until(lambda: messaging.relay.is_connected)
        found = await status(messaging)

    assert found["consumers"] == "degraded"


async def test_stopping_lets_the_handlers_finish(
    pool: Pool, rabbit_url: str, queue: WorkQueue
) -> None:
    started, finished = [], []

    async def slow(event: Envelope[Any]) -> None:
        started.append(event.id)
        await until(lambda: len(started) == 1)
        finished.append(event.id)

    async with open_messaging(
        rabbit_url=rabbit_url, pool=pool, service="test", reactions={queue: slow}
    ):
        body = events.outbox().envelope(events.hours_logged()).model_dump_json().encode()
        await put(rabbit_url, queue, body)
        await until(lambda: len(started) == 1)

    assert finished == started


async def _is_fine(messaging: Messaging) -> bool:
    return (await status(messaging))[""] == "ok"
