"""Users by types, exchanges and queues on a real broker: who may say, read and declare what."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import chain, product

import aiormq
import pytest

from deploy.local.broker_definitions import RIGHTS, UnknownUserError, check_user
from deploy.local.services import SERVICES, all_queues
from shared.contracts.wire import BY_TYPE, SENDERS
from shared.messaging.former_returns import FORMER
from shared.messaging.topology import EVENTS, specs_of
from shared.messaging.users import DEPLOY, user_of
from tests.support import broker_cells as cells
from tests.support.broker_cells import Ask, Cell, wrong_cells
from tests.support.town_broker import TownBroker

SPECS = {spec.name: spec for queue in all_queues() for spec in specs_of(queue)}
RETURNS = {service: f"{service}.returns" for service in SERVICES}
FOREIGN = (
    "amq.topic",
    "amq.direct",
    "amq.fanout",
    "amq.headers",
    "amq.match",
    "amq.rabbitmq.trace",
    FORMER,
)
"""Exchanges that every broker has, and the one that all services once shared."""
EXCHANGES = (EVENTS, *RETURNS.values(), *FOREIGN)


def is_own(service: str, queue: str) -> bool:
    return queue.startswith(f"{service}.")


def speaking(user: str) -> Iterator[Cell]:
    """Everybody tries to say everything, also in the name of others, and to reach each queue."""
    own = SENDERS.get(user, frozenset())
    for event_type in (*BY_TYPE, "", "#", "nobody.knows"):
        said = cells.says(EVENTS, event_type)
        yield Cell(f"{user} says {event_type}", said, event_type in own)
        for other in {*SERVICES, DEPLOY} - {user}:
            lied = cells.says(EVENTS, event_type, user_of(other))
            yield Cell(f"{user} says {event_type} as {other}", lied, is_allowed=False)
        for exchange in FOREIGN:
            said = cells.says(exchange, event_type)
            yield Cell(f"{user} says {event_type} to {exchange}", said, is_allowed=False)
    for queue in SPECS:
        is_deployer = user == DEPLOY
        yield Cell(f"{user} puts into {queue}", cells.says("", queue), is_deployer)
        for service, exchange in RETURNS.items():
            may = user in {service, DEPLOY} and is_own(service, queue)
            yield Cell(f"{user} by {exchange} into {queue}", cells.says(exchange, queue), may)
            lied = cells.says(exchange, queue, user_of("intake"))
            may = may and user in {"intake", DEPLOY}
            yield Cell(f"{user} as intake by {exchange} into {queue}", lied, may)


def reading(user: str) -> Iterator[Cell]:
    for queue in SPECS:
        may = user == DEPLOY or is_own(user, queue)
        yield Cell(f"{user} gets from {queue}", cells.gets(queue), may)
        yield Cell(f"{user} consumes {queue}", cells.consumes(queue), may)
        yield Cell(f"{user} purges {queue}", cells.purges(queue), may)


def declaring(service: str) -> Iterator[Cell]:
    """Nothing of this is for a service, not even with what is its own."""
    for what, ask in chain(about_queues(service), about_exchanges()):
        yield Cell(f"{service} {what}", ask, is_allowed=False)


def about_queues(service: str) -> Iterator[tuple[str, Ask]]:
    for queue, spec in SPECS.items():
        yield f"declares {queue}", cells.declares(queue, spec.arguments)
        yield f"deletes {queue}", cells.deletes(queue)
    for queue, exchange in product(SPECS, (EVENTS, RETURNS[service])):
        yield f"binds {queue} {exchange}", cells.binds(queue, exchange, "request.created")
        yield f"unbinds {queue} {exchange}", cells.unbinds(queue, exchange, "request.created")
    for name in ("", "mine", f"{service}.mine", f"{service}.returns.mine"):
        yield f"declares {name}", cells.declares(name, {})


def about_exchanges() -> Iterator[tuple[str, Ask]]:
    for exchange, other in product(EXCHANGES, EXCHANGES):
        yield f"leads {exchange} to {other}", cells.binds_exchange(exchange, other)
    for exchange in (*EXCHANGES, "mine"):
        yield f"makes {exchange}", cells.declares_exchange(exchange)
        yield f"deletes {exchange}", cells.deletes_exchange(exchange)


def deploying() -> Iterator[Cell]:
    for queue, spec in SPECS.items():
        said = f"deploy declares {queue}"
        yield Cell(said, cells.declares(queue, spec.arguments), is_allowed=True)
        yield Cell(f"deploy binds {queue}", cells.binds(queue, EVENTS, "nobody.says"), True)
        yield Cell(f"deploy unbinds {queue}", cells.unbinds(queue, EVENTS, "nobody.says"), True)
    for name in ("mine", "amq.mine", "other.mine"):
        yield Cell(f"deploy declares {name}", cells.declares(name, {}), is_allowed=False)
        yield Cell(f"deploy makes {name}", cells.declares_exchange(name), is_allowed=False)
    for exchange in FOREIGN[:-1]:
        yield Cell(f"deploy deletes {exchange}", cells.deletes_exchange(exchange), False)


async def test_nobody_may_more_than_their_work_needs(
    town_broker: TownBroker, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {name: [*speaking(name), *reading(name), *declaring(name)] for name in SERVICES}
    asked[DEPLOY] = [*speaking(DEPLOY), *reading(DEPLOY), *deploying()]

    wrong = await asyncio.gather(
        *(wrong_cells(town_broker.as_service(name), asked[name]) for name in asked)
    )

    count = sum(map(len, asked.values()))
    allowed = sum(cell.is_allowed for cell in chain.from_iterable(asked.values()))
    with capsys.disabled():
        print(f"\nbroker rights: {count} cells, {allowed} allowed")  # noqa: T201  # counted aloud
    assert [*chain.from_iterable(wrong)] == []
    assert count > 5000


async def test_one_user_cannot_take_all_the_connections(town_broker: TownBroker) -> None:
    (most,) = {rights.connections for rights in RIGHTS}
    reporting = town_broker.as_service("reporting")
    async with AsyncExitStack() as stack:
        for _ in range(most):
            await stack.enter_async_context(await aiormq.connect(reporting))

        with pytest.raises(UnknownUserError):
            await check_user(reporting)
        await check_user(town_broker.as_service("intake"))
