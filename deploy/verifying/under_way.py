"""Tell what is on its way from what is lost, among events that were sent and not handled: pure."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

Key = tuple[str, str, str]
"""Publisher, consumer and type."""


class Unhandled(NamedTuple):
    """One event that a consumer has not handled."""

    said_at: datetime
    sent_at: datetime
    key: Key

    @property
    def consumer(self) -> str:
        """Who has not handled it."""
        return self.key[1]


@dataclass(frozen=True, slots=True)
class Settled:
    """What is on its way."""

    waits: Counter[Key]
    """How many events of each hop."""
    in_hand: int
    """How many of those lie in no queue: a consumer may just be handling them."""
    oldest: datetime | None


@dataclass(slots=True)
class UnderWay:
    """Of what a consumer did not handle the newest are on their way, as many as wait for it.

    What was sent after `young_since` may be in its hands, which no queue shows. The rest is lost.
    """

    lying: Mapping[str, int]
    young_since: datetime
    _newest: dict[str, list[Unhandled]] = field(default_factory=dict)
    _young: list[Unhandled] = field(default_factory=list)

    def note(self, found: Iterable[Unhandled]) -> None:
        """Take more events into account; only those that may be on their way are kept."""
        by_consumer = defaultdict[str, list[Unhandled]](list)
        for event in found:
            if event.sent_at >= self.young_since:
                self._young.append(event)
            else:
                by_consumer[event.consumer].append(event)
        for consumer, events in by_consumer.items():
            room = self.lying.get(consumer, 0)
            self._newest[consumer] = heapq.nlargest(
                room, [*self._newest.get(consumer, ()), *events]
            )

    def settled(self) -> Settled:
        """Say what is on its way."""
        waiting = [
            *self._young,
            *(
                event
                for consumer, events in self._newest.items()
                for event in events[: self._room(consumer)]
            ),
        ]
        young = Counter(event.consumer for event in self._young)
        in_hand = sum(max(0, count - self.lying.get(name, 0)) for name, count in young.items())
        oldest = min((event.said_at for event in waiting), default=None)
        return Settled(Counter(event.key for event in waiting), in_hand, oldest)

    def _room(self, consumer: str) -> int:
        """Count the places in a consumer's queues that its young events do not take."""
        young = sum(event.consumer == consumer for event in self._young)
        return max(0, self.lying.get(consumer, 0) - young)
