"""What was proven once and may be gone since: a watermark, and the sums of what lies below it.

The ids of events grow with time, so one id parts history for all services alike: what is below it
was compared event by event, and is compared by its sums from then on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from typing import Literal, NamedTuple
from uuid import UUID

from deploy.verifying.hops import HIGHEST, LOWEST
from deploy.verifying.rules import Check, sample

Ledger = Literal["sent", "handled", "discarded"]


class Account(NamedTuple):
    """One side of a hop: what was sent to a consumer, or what it handled or a person discarded."""

    ledger: Ledger
    consumer: str
    type: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many events, and all their ids in one: an id more, less or another changes it."""

    events: int = 0
    ids: UUID = LOWEST

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> "Sum":
        """Add up."""
        numbers = [each.int for each in ids]
        return cls(len(numbers), UUID(int=reduce(xor, numbers, 0)))

    def __add__(self, other: "Sum") -> "Sum":
        """Put two together that have no event in common."""
        return Sum(self.events + other.events, UUID(int=self.ids.int ^ other.ids.int))


Sums = Mapping[Account, Sum]


@dataclass(frozen=True, slots=True)
class Proof:
    """What one service keeps of its proven history."""

    before: UUID = LOWEST
    """Every event with a lower id is in the sums."""
    sums: Sums = field(default_factory=dict)


def grown(proof: Proof, mark: UUID, fresh: Iterable[tuple[Account, Sum]]) -> Proof:
    """Give what may be kept when all below the mark was proven: `fresh` is not in the sums yet."""
    sums = dict(proof.sums)
    for account, amount in fresh:
        sums[account] = sums.get(account, Sum()) + amount
    return Proof(mark, sums)


def balanced(rule: str, services: Iterable[Sums]) -> Check:
    """Demand of every consumer and type that what was sent was handled or discarded."""
    sent: dict[tuple[str, str], Sum] = {}
    ended: dict[tuple[str, str], Sum] = {}
    for sums in services:
        for (ledger, *hop), amount in sums.items():
            side = sent if ledger == "sent" else ended
            name = (hop[0], hop[1])
            side[name] = side.get(name, Sum()) + amount
    wrong = [
        f"{consumer} {event_type}"
        for consumer, event_type in sent.keys() | ended.keys()
        if sent.get((consumer, event_type), Sum()) != ended.get((consumer, event_type), Sum())
    ]
    return Check(rule, len(wrong), detail=sample(wrong))


def next_mark(before: UUID, kept: Iterable[UUID], newest: Iterable[UUID]) -> UUID:
    """Choose a new watermark: below the lowest id that must stay, or past all when none must."""
    past_all = [UUID(int=min(last.int + 1, HIGHEST.int)) for last in newest]
    return max(before, min(kept, default=max(past_all, default=before)))
