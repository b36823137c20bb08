"""A green run means little unless the bugs we fear turn it red: each is switched on and caught."""

from collections.abc import Callable, Sequence
from uuid import uuid4

import aio_pika
import asyncpg
import pytest

from deploy.local.rabbit import RabbitServer
from shared.contracts.wire import read
from shared.messaging import inbox, relay_pass
from shared.messaging.outbox import SQL
from shared.messaging.publisher import Publisher
from shared.messaging.receiver import Receiver, event_of
from shared.messaging.relay import Relay
from shared.messaging.relay_pass import Pass, Rows, outgoing
from shared.messaging.subject_order import Refused
from tests.faults.hop import Hop, Verdict, hop
from tests.support import events
from tests.support.messaging import error_of, until
from tests.support.servers import ROOM

Bug = Callable[[pytest.MonkeyPatch], None]


async def rough_run(broker: RabbitServer, admin_dsn: str) -> Verdict:
    """Unbind the queue, fill it up, deliver twice, let handlers stumble; then judge."""
    async with hop(broker.url, admin_dsn, "hours.logged", kind="small") as run:
        async with run.relaying() as relaying:
            await _without_a_binding(run, relaying)
            await _into_a_full_queue(run, relaying)
            waiting = await run.take()
            async with run.consuming():
                await run.deliver_twice(waiting)
                await run.announce(30)
                await run.quiet()
        return await run.judge()


async def _without_a_binding(run: Hop, relaying: Relay) -> None:
    await run.unbind()
    await run.announce(5)
    relaying.hint()
    await until(lambda: _tried(run, relaying))
    await run.unbind(bind=True)


async def _into_a_full_queue(run: Hop, relaying: Relay) -> None:
    await run.announce(3 * ROOM)
    relaying.hint()
    await until(lambda: _tried(run, relaying, "DeliveryError"))


async def _tried(run: Hop, relaying: Relay, error: str = "UnroutableError") -> bool:
    left = await run.pool.fetchval("SELECT count(*) FROM outbox WHERE sent_at IS NULL")
    return error_of(relaying) == error or left == 0


def no_confirms(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unconfirmed(self: Publisher) -> aio_pika.abc.AbstractChannel:
        assert self._connection is not None
        return await self._connection.channel(publisher_confirms=False)

    monkeypatch.setattr(Publisher, "_new_channel", unconfirmed)


def unroutable_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    async def careless(self: Publisher) -> aio_pika.abc.AbstractChannel:
        assert self._connection is not None
        return await self._connection.channel(publisher_confirms=True, on_return_raises=False)

    monkeypatch.setattr(Publisher, "_new_channel", careless)


def acknowledged_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hasty(self: Receiver, message: aio_pika.abc.AbstractIncomingMessage) -> None:
        try:
            await self.handler(event_of(message, self.queue))
        except ValueError:
            return

    monkeypatch.setattr(Receiver, "__call__", hasty)


def waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_at_once(rows: Rows, _: object) -> Sequence[Rows]:
        return [rows]

    monkeypatch.setattr(relay_pass, "waves", all_at_once)


def forgets_what_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def everybody(_: Refused[asyncpg.Record], rows: Rows) -> Rows:
        return rows

    monkeypatch.setattr(Refused, "without_waiting", everybody)


def inbox_off(monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(*_: object) -> bool:
        return True

    monkeypatch.setattr(inbox, "first_delivery", always)


def marked_before_the_confirm(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hasty(self: Pass, rows: Sequence[asyncpg.Record]) -> None:
        await self._pool.execute(SQL["mark_sent"], [row["position"] for row in rows])
        await self._publisher.publish_all([outgoing(row, self._user) for row in rows])

    monkeypatch.setattr(Pass, "_publish", hasty)


@pytest.fixture
def lone_broker(private_rabbit: RabbitServer) -> RabbitServer:
    """Give a broker where nobody else listens to the same events: unroutable must be possible."""
    return private_rabbit


async def test_without_a_bug_nothing_is_lost_or_doubled(
    lone_broker: RabbitServer, postgres_admin_dsn: str
) -> None:
    verdict = await rough_run(lone_broker, postgres_admin_dsn)

    assert verdict.is_clean, verdict


@pytest.mark.parametrize(
    "bug",
    [no_confirms, unroutable_ignored, acknowledged_before_the_commit, marked_before_the_confirm],
)
async def test_a_bug_that_loses_is_caught(
    lone_broker: RabbitServer, postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch, bug: Bug
) -> None:
    bug(monkeypatch)

    verdict = await rough_run(lone_broker, postgres_admin_dsn)

    assert verdict.lost > 0


async def story_with_a_refusal(rabbit_url: str, admin_dsn: str) -> list[int]:
    """Have the first of three events of a subject returned at first; gives how they arrived."""
    match_id, late = uuid4(), "hours.late"
    async with hop(rabbit_url, admin_dsn, "hours.logged") as run:
        story = [events.hours_logged(match_id, version) for version in (1, 2, 3)]
        async with run.pool.acquire() as connection, connection.transaction():
            await events.outbox().append(connection, story)
        await run.pool.execute("UPDATE outbox SET type = $1 WHERE subject_version = 1", late)
        async with run.relaying() as relaying:
            await until(lambda: error_of(relaying) == "UnroutableError")
            await run.bind(late)
            await run.all_is_sent()
        return [read(message.body).subjectversion for message in await run.take()]


async def test_without_a_bug_the_order_of_a_subject_holds(
    lone_broker: RabbitServer, postgres_admin_dsn: str
) -> None:
    assert await story_with_a_refusal(lone_broker.url, postgres_admin_dsn) == [1, 2, 3]


@pytest.mark.parametrize("bug", [waits_for_nobody, forgets_what_was_refused])
async def test_a_bug_that_breaks_the_order_is_caught(
    lone_broker: RabbitServer, postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch, bug: Bug
) -> None:
    bug(monkeypatch)

    assert await story_with_a_refusal(lone_broker.url, postgres_admin_dsn) != [1, 2, 3]


async def test_a_bug_that_doubles_is_caught(
    lone_broker: RabbitServer, postgres_admin_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox_off(monkeypatch)

    verdict = await rough_run(lone_broker, postgres_admin_dsn)

    assert verdict.doubled > 0
