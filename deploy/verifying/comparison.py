"""Wait until everything has come to rest, then compare the records of all services."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import asyncpg
from aio_pika.exceptions import AMQPError

from deploy.verifying.anchor import anchored, write_anchor
from deploy.verifying.audits import audit_checks
from deploy.verifying.broker import OnTheWay, on_the_way, parked_messages
from deploy.verifying.checks import checks_of
from deploy.verifying.ledgers import Ledgers, SetAside, open_ledgers, set_aside
from deploy.verifying.places import Places
from deploy.verifying.proof import Proof, balanced
from deploy.verifying.rules import Check, Verdict
from deploy.verifying.sums import mark_after, proofs_at
from deploy.verifying.traces import YOUNG, Follower, Way

LOOK_SECONDS: Final = 1.0
"""Between two looks at what is still on its way."""

AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, AMQPError)
"""How a server that is away shows itself."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and what may be kept as proven where it is sound."""

    verdict: Verdict
    kept: Mapping[str, Proof]
    """What each service keeps now."""
    fresh: Mapping[str, Proof]
    """What each may keep from now on."""


async def verify(places: Places, wait_seconds: float = 0.0) -> Verdict:
    """Judge, again and again while something is on its way, until all holds or time is up.

    A message being handled right now is in no queue and no inbox: only another look tells it
    from a lost one. Raises one of AWAY when a server is.
    """
    return (await judge(places, wait_seconds)).verdict


async def judge(
    places: Places, wait_seconds: float = 0.0, age: timedelta = timedelta.max
) -> Judged:
    """Do as `verify`, and add up what is older than `age`."""
    deadline = time.monotonic() + wait_seconds
    while True:
        judged = await _judge(places, age)
        if judged.verdict.holds or time.monotonic() >= deadline:
            return judged
        await asyncio.sleep(min(LOOK_SECONDS, max(0.0, deadline - time.monotonic())))


async def _judge(places: Places, age: timedelta) -> Judged:
    lying = await on_the_way(places)
    parked = await parked_messages(places)
    async with open_ledgers(places) as ledgers:
        aside = await set_aside(ledgers, parked)
        way = await Follower(ledgers, aside, lying.by_consumer).follow()
        checks, moving = await _checks(ledgers, aside, way)
        foreign = frozenset[object]().union(*aside.parked.values()) - aside.about.keys()
        verdict = Verdict(
            tuple(way.hops),
            tuple(checks),
            await _waiting(ledgers, lying, way, moving),
            parked.nameless + len(foreign),
            await ledgers.of["notify"].named("waiting"),
        )
        fresh = await proofs_at(ledgers, await mark_after(ledgers, aside, age), aside)
        if verdict.is_sound and places.anchor is not None:
            await write_anchor(ledgers, places.anchor)
    return Judged(verdict, ledgers.proofs, fresh)


async def _checks(ledgers: Ledgers, aside: SetAside, way: Way) -> tuple[list[Check], int]:
    pending = [*await ledgers.oldest_unsent(), *([way.oldest] if way.oldest else [])]
    young_since = min([ledgers.moment, *pending]) - YOUNG
    checks, moving = await checks_of(ledgers, aside, young_since)
    now = await proofs_at(ledgers, ledgers.before, aside)
    checks.append(balanced("what was proven adds up", [each.sums for each in now.values()]))
    connections = {service: ledger.connection for service, ledger in ledgers.of.items()}
    checks += await audit_checks(connections, ledgers.places.anchors)
    if ledgers.places.anchor is not None:
        checks.append(await anchored(ledgers, ledgers.places.anchor))
    return checks, moving


async def _waiting(ledgers: Ledgers, lying: OnTheWay, way: Way, moving: int) -> dict[str, int]:
    waiting = dict(lying.queues) | await ledgers.unsent()
    for service, ledger in ledgers.of.items():
        if service != "notify":
            waiting |= await ledger.named("waiting")
    more = {"events in a consumer's hands": way.in_hand, "differences on their way": moving}
    return waiting | {name: count for name, count in more.items() if count}
