"""Wait until everything has come to rest, then compare the records of all services."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import asyncpg
from aio_pika.exceptions import AMQPError

from deploy.verifying.audits import audit_checks
from deploy.verifying.broker import on_the_way, parked_messages
from deploy.verifying.hops import Hop, hops_of
from deploy.verifying.ledgers import Ledgers, open_ledgers
from deploy.verifying.places import Places
from deploy.verifying.proof import Proof, Tally, balanced, next_mark, tally
from deploy.verifying.rules import Check, Verdict, agreeing, balance, gapless, once

LOOK_SECONDS = 1.0
"""Between two looks at what is still on its way."""


AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, AMQPError)
"""How a server that is away shows itself."""
ONCE = (
    ("one activity an assignment", "matching", "matching_activities"),
    ("one letter a notification", "notify", "notify_letters"),
    ("one log entry an event", "reporting", "logged_twice"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and what may be kept as proven where it holds."""

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
    waiting = await on_the_way(places)
    parked = await parked_messages(places)
    named = frozenset[UUID]().union(*parked.ids.values())
    hops: list[Hop] = []
    async with open_ledgers(places) as ledgers:
        waiting |= await ledgers.unsent()
        waiting |= _present(await ledgers.counts("matching", "matching_due"))
        now = _tallies(ledgers, ledgers.before)
        later = _tallies(ledgers, await _next_mark(ledgers, named, age))
        async for trace in ledgers.traces(parked):
            tally(trace, now)
            tally(trace, later)
            hops += hops_of(trace.since(ledgers.before))
        checks = [check async for check in _checks(ledgers)]
        checks += await audit_checks(ledgers.connections, places.anchors)
    checks.append(balanced("what was proven adds up", [each.sums for each in now.values()]))
    foreign = parked.nameless + len(named - ledgers.seen)
    verdict = Verdict(tuple(hops), tuple(checks), waiting, foreign)
    fresh = {service: each.proof_at_mark() for service, each in later.items()}
    return Judged(verdict, ledgers.proofs, fresh)


def _tallies(ledgers: Ledgers, mark: UUID) -> dict[str, Tally]:
    return {service: Tally(proof, mark) for service, proof in ledgers.proofs.items()}


async def _next_mark(ledgers: Ledgers, parked: Iterable[UUID], age: timedelta) -> UUID:
    """Choose the watermark; a parked message holds it back, for a person decides on it yet."""
    if age == timedelta.max:
        return ledgers.before
    kept = await ledgers.ids("lowest_kept", age)
    return next_mark(ledgers.before, [*kept, *parked], await ledgers.ids("newest_event"))


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
    yield agreeing("how a request stands", await ledgers.standings())
    ranges = await ledgers.version_ranges()
    yield gapless("versions of a subject are 1, 2, 3…", ranges, ledgers.before)
    yield Check("nothing is said or handled below the watermark", await _late(ledgers))
    async for check in _assignments(ledgers):
        yield check
    async for check in _effects(ledgers):
        yield check


async def _assignments(ledgers: Ledgers) -> AsyncIterator[Check]:
    accounts = {
        "matching": await ledgers.by_name("matching", "matching_live_assignments"),
        "announced": await ledgers.by_name(
            "matching", "matching_live_announcements", ledgers.before
        ),
        "intake": await ledgers.by_name("intake", "intake_live_assignments"),
    }
    for account, counts in accounts.items():
        yield once(f"one live assignment a request ({account})", counts)
    live = {account: sum(counts.values()) for account, counts in accounts.items()}
    yield balance("live assignments", live)


async def _late(ledgers: Ledgers) -> int:
    counts = [await ledgers.counts(service, "came_late") for service in ledgers.connections]
    return sum(sum(each.values()) for each in counts)


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
