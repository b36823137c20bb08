"""Hold the services' books against each other: ids are fetched where buckets differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deploy.verifying.books import PAIRS, Pair, Side
from deploy.verifying.differences import (
    Buckets,
    Entry,
    Found,
    Limits,
    apart,
    compare,
    portions,
    together,
)
from deploy.verifying.ledgers import Ledgers, SetAside
from deploy.verifying.rules import Check

AT_ONCE = 100_000
"""Entries that are compared at once, so that memory stays flat whatever is lost."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is asked of both sides of a pair."""

    ledgers: Ledgers
    since: datetime
    told: str = "[]"
    """What the books are told of another service's records, as JSON; of nothing by itself."""

    async def buckets(self, side: Side) -> Buckets:
        """Read the counts and marks of a whole side."""
        return together(
            [
                await self.ledgers.of[service].buckets(side.book, self.since, self.told)
                for service in side.services
            ]
        )

    async def entries(self, side: Side, buckets: Sequence[int]) -> list[Entry]:
        """Read what a side says in some buckets."""
        return [
            entry
            for service in side.services
            for entry in await self.ledgers.of[service].entries(
                side.book, self.since, self.told, buckets
            )
        ]


async def compare_all(
    ledgers: Ledgers, aside: SetAside, young_since: datetime
) -> tuple[list[Check], int]:
    """Judge every pair; gives also how many differences may be on their way still."""
    checks, on_the_way = [], 0
    for pair in PAIRS:
        found = await _compared(pair, ledgers, aside, young_since)
        on_the_way += found.on_the_way
        checks.append(Check(pair.rule, found.broken, detail=await _detail(ledgers, found)))
    return checks, on_the_way


async def _compared(pair: Pair, ledgers: Ledgers, aside: SetAside, young_since: datetime) -> Found:
    since = ledgers.moment - pair.kept
    reading = Reading(ledgers, since)
    if pair.told is not None:
        (service,) = pair.right.services
        reading = replace(reading, told=await ledgers.of[service].text(pair.told))
    left, right = await reading.buckets(pair.left), await reading.buckets(pair.right)
    limits = Limits(
        gone_before=since + pair.edge,
        young_since=young_since,
        explained=aside.explains({*pair.left.services, *pair.right.services}),
    )
    found = Found()
    for portion in portions(apart(left, right), [left, right], AT_ONCE):
        compare(
            await reading.entries(pair.left, portion),
            await reading.entries(pair.right, portion),
            (pair.left.name, pair.right.name),
            limits,
            found,
        )
    return found


async def _detail(ledgers: Ledgers, found: Found) -> str:
    """Name some of the things; a request by its reference, which people know."""
    if not found.samples:
        return ""
    references = await ledgers.of["intake"].references([thing for thing, _ in found.samples])
    return "; ".join(
        f"{references[thing]} ({thing}): {words}" if thing in references else f"{thing}: {words}"
        for thing, words in found.samples
    )
