"""One hop: what a publisher said and what a consumer did with it, by event id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

Ids = frozenset[UUID]
LOWEST = UUID(int=0)
"""No id is lower: nothing was proven yet."""
HIGHEST = UUID(int=(1 << 128) - 1)
NOBODY = "nobody"
"""The publisher of what was never said."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one type's events at one consumer."""

    inbox: Ids = frozenset()
    parked: Ids = frozenset()
    discarded: Ids = frozenset()
    """Taken from the parked queue by a human, with a reason on record."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The ids of one event type everywhere."""

    type: str
    sent: Mapping[str, Ids]
    """By publisher: what its relay has confirmed."""
    unsent: Ids = frozenset()
    """Still in an outbox; it may have been delivered without having been marked."""
    handled: Mapping[str, Handled] = field(default_factory=dict)
    """By consumer."""


@dataclass(frozen=True, slots=True)
class Hop:
    """The account of one publisher, consumer and type."""

    publisher: str
    consumer: str
    type: str
    sent: int
    handled: int
    parked: int
    discarded: int
    lost: int
    """Sent, and neither handled nor parked nor discarded by a human."""
    unexpected: int
    """Handled, and never said by anyone."""


def hops_of(trace: Trace) -> list[Hop]:
    """Settle the account of every hop of one type."""
    return [hop for consumer in sorted(trace.handled) for hop in _hops_to(consumer, trace)]


def _hops_to(consumer: str, trace: Trace) -> Iterator[Hop]:
    handled = trace.handled[consumer]
    for publisher in sorted(trace.sent):
        if sent := trace.sent[publisher]:
            yield _hop(publisher, consumer, trace.type, sent, handled)
    said = trace.unsent.union(*trace.sent.values())
    if unexpected := len(handled.inbox - said):
        yield Hop(NOBODY, consumer, trace.type, 0, unexpected, 0, 0, 0, unexpected)


def _hop(publisher: str, consumer: str, event_type: str, sent: Ids, handled: Handled) -> Hop:
    return Hop(
        publisher=publisher,
        consumer=consumer,
        type=event_type,
        sent=len(sent),
        handled=len(sent & handled.inbox),
        parked=len(sent & handled.parked - handled.inbox),
        discarded=len(sent & handled.discarded - handled.inbox - handled.parked),
        lost=len(sent - handled.inbox - handled.parked - handled.discarded),
        unexpected=0,
    )
