"""Wait until everything has come to rest, then compare the records of all services."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from uuid import UUID

import asyncpg
from aio_pika.exceptions import AMQPError

from deploy.verifying.broker import on_the_way, parked_messages
from deploy.verifying.hops import hops_of
from deploy.verifying.ledgers import Ledgers, open_ledgers
from deploy.verifying.places import Places
from deploy.verifying.rules import Check, Verdict, balance, gapless, once

LOOK_SECONDS = 1.0
"""Between two looks at what is still on its way."""


AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, AMQPError)
"""How a server that is away shows itself."""
LIVE = (
    ("matching", "matching", "matching_live_assignments"),
    ("announced", "matching", "matching_live_announcements"),
    ("intake", "intake", "intake_live_assignments"),
)
ONCE = (
    ("one activity an assignment", "matching", "matching_activities"),
    ("one letter a notification", "notify", "notify_letters"),
    ("one log entry an event", "reporting", "logged_twice"),
)


async def verify(places: Places, wait_seconds: float = 0.0) -> Verdict:
    """Judge, again and again while something is on its way, until all holds or time is up.

    A message being handled right now is in no queue and no inbox: only another look tells it
    from a lost one. Raises one of AWAY when a server is.
    """
    deadline = time.monotonic() + wait_seconds
    while True:
        verdict = await _judge(places)
        if verdict.holds or time.monotonic() >= deadline:
            return verdict
        await asyncio.sleep(min(LOOK_SECONDS, max(0.0, deadline - time.monotonic())))


async def _judge(places: Places) -> Verdict:
    waiting = await on_the_way(places)
    parked = await parked_messages(places)
    async with open_ledgers(places) as ledgers:
        waiting |= await ledgers.unsent()
        waiting |= _present(await ledgers.counts("matching", "matching_due"))
        hops = [hop async for trace in ledgers.traces(parked) for hop in hops_of(trace)]
        checks = [check async for check in _checks(ledgers)]
    named = frozenset[UUID]().union(*parked.ids.values())
    foreign = parked.nameless + len(named - ledgers.seen)
    return Verdict(tuple(hops), tuple(checks), waiting, foreign)


async def _checks(ledgers: Ledgers) -> AsyncIterator[Check]:
    intake = await ledgers.counts("intake", "intake_requests")
    reporting = await ledgers.counts("reporting", "reporting_requests")
    states = await ledgers.by_name("intake", "intake_states")
    yield balance(
        "requests received",
        {
            "stored by intake": intake["stored"],
            "in all states": sum(states.values()) + intake["forgotten"],
            "announced": intake["announced"],
            "in reporting": reporting["counted"],
        },
    )
    yield balance(
        "requests completed",
        {"by intake": intake["completed"], "in reporting": reporting["completed"]},
    )
    yield gapless("versions of a subject are 1, 2, 3…", await ledgers.version_ranges())
    async for check in _assignments(ledgers):
        yield check
    async for check in _effects(ledgers):
        yield check


async def _assignments(ledgers: Ledgers) -> AsyncIterator[Check]:
    accounts = {account: await ledgers.by_name(service, query) for account, service, query in LIVE}
    for account, counts in accounts.items():
        yield once(f"one live assignment a request ({account})", counts)
    live = {account: sum(counts.values()) for account, counts in accounts.items()}
    yield balance("live assignments", live)


def _present(counts: Mapping[str, int]) -> dict[str, int]:
    return {f"needs that are {name}": count for name, count in counts.items() if count}


async def _effects(ledgers: Ledgers) -> AsyncIterator[Check]:
    for rule, service, query in ONCE:
        yield once(rule, await ledgers.by_name(service, query))
    log = await ledgers.counts("reporting", "reporting_log")
    yield balance("facts", {"claimed": log["claimed"], "in the log": log["logged"]})
    loads = await ledgers.counts("matching", "matching_loads")
    yield balance(
        "what counts against a week", {"roster": loads["roster"], "matches": loads["matches"]}
    )
    yield Check("loads that their matches do not explain", loads["wrong"])
    activities = await ledgers.counts("reporting", "reporting_activities")
    yield balance(
        "assignments with an activity",
        {"in the log": activities["logged"], "counted": activities["counted"]},
    )
