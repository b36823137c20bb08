"""Follow events from publishers to consumers: by counts and marks, by ids where these differ."""

from asyncio import gather
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from deploy.verifying.differences import Buckets, apart, portions, together
from deploy.verifying.hops import Handled, Hop, Trace, hops_of
from deploy.verifying.ledger import Said
from deploy.verifying.ledgers import Ledgers, SetAside
from deploy.verifying.under_way import UnderWay, Unhandled

AT_ONCE: Final = 100_000
"""Ids that are compared at once, so that memory stays flat whatever is lost."""
YOUNG: Final = timedelta(seconds=3)
"""What changed so lately, or as lately before what is on its way, may be on its way itself."""

Marks = Mapping[str, Mapping[str, Buckets]]
"""By service and type the counts and marks of buckets."""


@dataclass(frozen=True, slots=True)
class Way:
    """What became of all events."""

    hops: Sequence[Hop]
    in_hand: int
    """Sent a moment ago, in no queue and not handled yet: they may be in a consumer's hands."""
    oldest: datetime | None
    """When the oldest event was said that is on its way."""


@dataclass(frozen=True, slots=True)
class _Type:
    """The events of one type everywhere, in counts and marks."""

    name: str
    said: Mapping[str, Buckets]
    heard: Mapping[str, Buckets]

    def differing(self) -> list[int]:
        """Name the buckets in which some consumer did not handle just what was sent."""
        whole = together(self.said.values())
        return sorted({bucket for side in self.heard.values() for bucket in apart(whole, side)})

    def clean(self, without: frozenset[int]) -> list[Hop]:
        """Give the hops of all other buckets."""
        return [
            Hop(publisher, consumer, self.name, same, same, 0, 0, 0, 0)
            for publisher, buckets in self.said.items()
            if (same := sum(n for bucket, (n, _) in buckets.items() if bucket not in without))
            for consumer in self.heard
        ]


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows every event since the watermark; `lying` is how much waits for each consumer."""

    ledgers: Ledgers
    aside: SetAside
    lying: Mapping[str, int]

    async def follow(self) -> Way:
        """Settle the account of every hop."""
        before = self.ledgers.before
        of = self.ledgers.of
        said = dict(
            zip(of, await gather(*(each.said(before) for each in of.values())), strict=True)
        )
        heard = dict(
            zip(of, await gather(*(each.heard(before) for each in of.values())), strict=True)
        )
        under_way = UnderWay(self.lying, self.ledgers.moment - YOUNG)
        hops: dict[tuple[str, str, str], Hop] = {}
        for each in self._types(said, heard):
            async for hop in self._hops(each, under_way):
                key = (hop.publisher, hop.consumer, hop.type)
                hops[key] = _added(hops[key], hop) if key in hops else hop
        found = under_way.settled()
        left = [replace(hop, lost=hop.lost - found.waits[key]) for key, hop in hops.items()]
        return Way(left, found.in_hand, found.oldest)

    def _types(self, said: Marks, heard: Marks) -> list[_Type]:
        places = self.ledgers.places
        bound = {kind for each in places.queues.values() for queue in each for kind in queue.types}
        return [
            _Type(
                kind,
                {name: types.get(kind, {}) for name, types in said.items()},
                {name: heard[name].get(kind, {}) for name in places.consumers_of(kind)},
            )
            for kind in sorted(bound.union(*said.values()))
        ]

    async def _hops(self, each: _Type, under_way: UnderWay) -> AsyncIterator[Hop]:
        differing = each.differing()
        for hop in each.clean(frozenset(differing)):
            yield hop
        sides = [*each.said.values(), *each.heard.values()]
        for portion in portions(differing, sides, AT_ONCE):
            said = await self._said(each.name, portion)
            trace = await self._trace(each, said, portion)
            under_way.note(_unhandled(trace, said))
            for hop in hops_of(trace):
                yield hop

    async def _said(self, kind: str, buckets: Sequence[int]) -> dict[str, list[Said]]:
        before = self.ledgers.before
        return {
            name: await ledger.said_ids(kind, before, buckets)
            for name, ledger in self.ledgers.of.items()
        }

    async def _trace(
        self, each: _Type, said: Mapping[str, Sequence[Said]], buckets: Sequence[int]
    ) -> Trace:
        none, before = frozenset[UUID](), self.ledgers.before
        handled = {
            name: Handled(
                frozenset(await self.ledgers.of[name].heard_ids(each.name, before, buckets)),
                self.aside.parked.get(name, none),
                self.aside.discarded.get(name, none),
            )
            for name in each.heard
        }
        sent = {
            name: frozenset(event.id for event in events if event.sent_at)
            for name, events in said.items()
        }
        unsent = {event.id for events in said.values() for event in events if not event.sent_at}
        return Trace(each.name, sent, frozenset(unsent), handled)


def _unhandled(trace: Trace, said: Mapping[str, Sequence[Said]]) -> list[Unhandled]:
    return [
        Unhandled(event.said_at, event.sent_at, (publisher, consumer, trace.type))
        for consumer, handled in trace.handled.items()
        for publisher, events in said.items()
        for event in events
        if event.sent_at
        and not any(event.id in ids for ids in (handled.inbox, handled.parked, handled.discarded))
    ]


def _added(one: Hop, other: Hop) -> Hop:
    return replace(
        one,
        sent=one.sent + other.sent,
        handled=one.handled + other.handled,
        parked=one.parked + other.parked,
        discarded=one.discarded + other.discarded,
        lost=one.lost + other.lost,
        unexpected=one.unexpected + other.unexpected,
    )
