"""What the facts heard so far say about one request, match, note of hours, activity or call.

Every class here is joined with another of the same key by `joined`, which does not care about
order or repetition: events arrive late, early and twice, and all end in the same figures.
Activation and exercise are those of the facts' envelopes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum, auto
from typing import Self
from uuid import UUID

from services.reporting.figures.model.calls import CallFacts, MissedCallFacts
from services.reporting.figures.model.told import Told
from shared.contracts.words import ClosureReason


class RequestState(StrEnum):
    """How far a request has come, by its own events."""

    RECEIVED = auto()
    CANCELLED = auto()
    COMPLETED = auto()
    CLOSED = auto()


class MatchState(StrEnum):
    """How far a proposal has come."""

    PROPOSED = auto()
    DECLINED = auto()
    EXPIRED = auto()
    MATCHED = auto()
    WITHDRAWN = auto()
    COMPLETED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts(Told):
    """A request: the state of its newest event, and what single events said once.

    `received_at` None: something later arrived first, and the request is not counted yet. Of a
    request that was opened again no end is known until it ends again.
    """

    request_id: UUID
    state: RequestState
    closure_reason: str | None = None
    service_line: str | None = None
    category: str | None = None
    municipality: str | None = None
    received_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    channel: str | None = None
    min_vetting: str | None = None
    person: str | None = None
    """Serves only to count people once."""
    facts_version: int = 0
    """Numbers the event that said what it is about; 0: this one does not say it."""

    @property
    def key(self) -> UUID:
        """What identifies it."""
        return self.request_id

    @property
    def is_completed(self) -> bool:
        """Say whether the newest event leaves standing that the help was given.

        A reason of a later version takes nothing back: only a cancellation does.
        """
        if self.state is RequestState.CLOSED:
            return self.closure_reason != ClosureReason.CANCELLED
        return self.state is RequestState.COMPLETED

    @property
    def has_ended(self) -> bool:
        """Say whether the newest event ends it."""
        return self.state is not RequestState.RECEIVED

    def joined(self, other: Self) -> Self:
        """Know what either knows."""
        newest = self.newer(other)
        about = max(self, other, key=lambda facts: facts.facts_version)
        completed_at = _later(self.completed_at, other.completed_at)
        closed_at = _later(self.closed_at, other.closed_at)
        return replace(
            newest,
            completed_at=completed_at if newest.is_completed else None,
            closed_at=closed_at if newest.has_ended else None,
            service_line=about.service_line,
            category=about.category,
            municipality=about.municipality,
            facts_version=about.facts_version,
            received_at=self.received_at or other.received_at,
            channel=self.channel or other.channel,
            min_vetting=self.min_vetting or other.min_vetting,
            person=self.person or other.person,
            exercise=self.exercise or other.exercise,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfMatch(Told):
    """What is known by the match."""

    match_id: UUID

    @property
    def key(self) -> UUID:
        """What identifies it."""
        return self.match_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFacts(_OfMatch):
    """A proposal to one volunteer, and what became of it."""

    state: MatchState
    request_id: UUID
    volunteer_id: UUID
    proposed_at: datetime | None = None
    matched_at: datetime | None = None
    completed_at: datetime | None = None
    basis: str | None = None
    """How the minutes of a completed assignment are known."""

    def joined(self, other: Self) -> Self:
        """Know what either knows."""
        return replace(
            self.newer(other),
            proposed_at=self.proposed_at or other.proposed_at,
            matched_at=self.matched_at or other.matched_at,
            completed_at=self.completed_at or other.completed_at,
            basis=self.basis or other.basis,
            exercise=self.exercise or other.exercise,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFacts(_OfMatch):
    """A volunteer's note of time; a later note on the same match replaces it."""

    story: UUID
    """The request for which it was done."""
    volunteer_id: UUID
    minutes: int
    basis: str
    logged_at: datetime

    def joined(self, other: Self) -> Self:
        """Believe the later note."""
        return self.newer(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts(Told):
    """Something done; an assignment counts once, whatever number of activities names it."""

    activity_id: UUID
    assignment_id: UUID | None
    request_id: UUID | None
    service_line: str
    municipality: str
    occurred_on: date
    headcount: int
    basis: str
    minutes: int
    channel: str | None
    min_vetting: str | None
    person: str | None
    """Serves only to count people once."""
    taken_back: str | None
    """Why it counts no more; None as long as it does."""

    @property
    def key(self) -> UUID:
        """Count by the assignment where there is one."""
        return self.assignment_id or self.activity_id

    def joined(self, other: Self) -> Self:
        """Keep the first activity of the assignment, in its newest version."""
        return min(self, other, key=lambda facts: (facts.activity_id, -facts.version))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a batch of facts says, one entry a thing."""

    requests: Sequence[RequestFacts] = ()
    matches: Sequence[MatchFacts] = ()
    hours: Sequence[HoursFacts] = ()
    activities: Sequence[ActivityFacts] = ()
    calls: Sequence[CallFacts] = ()
    missed_calls: Sequence[MissedCallFacts] = ()

    def only(self, names: Collection[str]) -> "Knowledge":
        """Give what it says of some of them."""
        return Knowledge(
            **{part.name: getattr(self, part.name) for part in fields(self) if part.name in names}
        )


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((time for time in (one, other) if time is not None), default=None)
