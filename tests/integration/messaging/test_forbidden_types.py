"""A type that the broker forbids holds up itself and its subjects, and nobody else."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest

from deploy.local.broker_rights import NOTHING
from shared.contracts.wire import SENDERS
from shared.loops import supervised
from shared.messaging import forbidden_types
from shared.messaging import relay as relay_module
from shared.messaging.lifecycle import open_messaging
from shared.messaging.relay import BATCH, Relay
from shared.messaging.topology import EVENTS
from shared.messaging.users import user_of
from shared.postgres.types import Pool
from tests.integration.messaging.test_relay import nothing_unsent, store, unsent
from tests.integration.messaging.test_running import status
from tests.support import events
from tests.support.messaging import until
from tests.support.town_broker import TownBroker

FOREIGN = "request.created"
ALLOWED = f"^({'|'.join(sorted(SENDERS['matching']))})$"


@pytest.fixture(autouse=True)
def rights_as_before(town_broker: TownBroker) -> Iterator[None]:
    yield
    let_say(town_broker, ALLOWED)


def let_say(broker: TownBroker, types: str) -> None:
    told = ("set_topic_permissions", "-p", "/", user_of("matching"), EVENTS, types, NOTHING)
    broker.server.tell(*told)


@asynccontextmanager
async def relaying(pool: Pool, broker: TownBroker) -> AsyncIterator[Relay]:
    relay = Relay(pool, broker.as_service("matching"), service="matching")
    async with supervised([relay.loop]):
        yield relay


async def forge(pool: Pool, which: str) -> None:
    """Have rows of the outbox be of a type that matching may not say."""
    await pool.execute(f"UPDATE outbox SET type = $1 WHERE {which}", FOREIGN)  # noqa: S608  # ours


def unsent_are(pool: Pool, count: int) -> Callable[[], Awaitable[bool]]:
    async def check() -> bool:
        return await unsent(pool) == count

    return check


async def test_one_among_many_is_set_aside_and_the_others_go(
    pool: Pool, town_broker: TownBroker
) -> None:
    story = uuid4()
    await store(pool, [events.hours_logged() for _ in range(50)])
    await store(pool, [events.hours_logged(story, version) for version in (1, 2, 3)])
    await store(pool, [events.hours_logged() for _ in range(600)])
    await forge(pool, f"subject = 'match/{story}' AND subject_version = 2")

    async with relaying(pool, town_broker) as relay:
        await until(unsent_are(pool, 2))
        await until(lambda: relay.loop.trouble is None)
        finding = await relay.forbidden.probe()
        await store(pool, [events.hours_logged()])
        relay.hint()
        await until(unsent_are(pool, 2))

    left = await pool.fetch("SELECT subject_version FROM outbox WHERE sent_at IS NULL ORDER BY 1")
    assert [row["subject_version"] for row in left] == [2, 3]
    assert (finding.status, finding.detail) == ("degraded", {"types": FOREIGN})


async def test_once_it_is_allowed_it_goes_by_itself(
    pool: Pool, town_broker: TownBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forbidden_types, "AGAIN_SECONDS", 0.5)
    await store(pool, [events.hours_logged() for _ in range(20)])
    await forge(pool, "position % 10 = 1")

    async with relaying(pool, town_broker) as relay:
        await until(lambda: bool(relay.forbidden.names))
        let_say(town_broker, f"{ALLOWED}|^{FOREIGN}$")
        await until(nothing_unsent(pool))

        async def is_fine() -> bool:
            return (await relay.forbidden.probe()).status == "ok"

        await until(is_fine)


async def test_however_many_there_are_what_lies_behind_them_is_reached(
    pool: Pool, town_broker: TownBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "PASS_BATCHES", 1)
    await store(pool, [events.hours_logged() for _ in range(2 * BATCH + 1)])
    await forge(pool, "true")
    await store(pool, [events.hours_logged()])

    async with relaying(pool, town_broker):
        await until(unsent_are(pool, 2 * BATCH + 1))


async def test_a_service_with_the_address_of_another_sends_nothing_and_says_so(
    pool: Pool, town_broker: TownBroker
) -> None:
    await store(pool, [events.hours_logged() for _ in range(3)])
    opening = open_messaging(
        rabbit_url=town_broker.as_service("intake"), pool=pool, service="matching"
    )

    async with opening as messaging:

        async def is_said() -> bool:
            return (await status(messaging))["forbidden_types"] == "degraded"

        await until(is_said)

    assert await unsent_are(pool, 3)()
