"""What the situation picture is made of, as facts say it and as somebody looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum, auto
from typing import Self
from uuid import UUID

from services.reporting.figures.model.report import (
    ActivityGroup,
    CapacityGroup,
    MissedCalls,
    Organisations,
)


class Dim(StrEnum):
    """By what requests are counted."""

    NEED = auto()
    AREA = auto()
    CHANNEL = auto()
    LANGUAGE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSeen:
    """What events say of one request beside what figures know; versions and numbers are 0 for none.

    `joined` does not care about order or repetition.
    """

    request_id: UUID
    exercise: bool
    said_version: int = 0
    language: str | None = None
    urgency: str | None = None
    standing_number: int = 0
    standing: str | None = None
    reason: str | None = None
    """Why nobody is found."""
    searched_version: int = 0
    """The event since which matching searches for a helper."""
    to_person_version: int = 0
    """The event by which a person has it."""
    to_person_at: datetime | None = None

    @property
    def key(self) -> UUID:
        """What identifies it."""
        return self.request_id

    def joined(self, other: Self) -> Self:
        """Know what either knows."""
        said = max(self, other, key=lambda seen: seen.said_version)
        stood = max(self, other, key=lambda seen: seen.standing_number)
        moments = [seen.to_person_at for seen in (self, other) if seen.to_person_at]
        return replace(
            said,
            standing_number=stood.standing_number,
            standing=stood.standing,
            reason=stood.reason,
            searched_version=max(self.searched_version, other.searched_version),
            to_person_version=max(self.to_person_version, other.to_person_version),
            to_person_at=min(moments, default=None),
            exercise=self.exercise or other.exercise,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerSeen:
    """When somebody offered to help, was asked last, and said yes last; how they stand now."""

    volunteer_id: UUID
    offered_at: datetime | None = None
    asked_at: datetime | None = None
    accepted_at: datetime | None = None
    standing_version: int = 0
    """The event that said it; 0 for none."""
    standing: str | None = None

    @property
    def key(self) -> UUID:
        """What identifies them."""
        return self.volunteer_id

    def joined(self, other: Self) -> Self:
        """Know what either knows."""
        stood = max(self, other, key=lambda seen: seen.standing_version)
        return replace(
            self,
            offered_at=self.offered_at or other.offered_at,
            asked_at=_last(self.asked_at, other.asked_at),
            accepted_at=_last(self.accepted_at, other.accepted_at),
            standing_version=stood.standing_version,
            standing=stood.standing,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What a batch of facts lets the picture know, one entry a thing."""

    requests: Sequence[RequestSeen] = ()
    volunteers: Sequence[VolunteerSeen] = ()


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour: how many asked, how many were helped."""

    begins: datetime
    asked: int = 0
    helped: int = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """Requests that wait for the same reason, about equally long."""

    why: str
    age: int
    """The class of their wait."""
    requests: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls that ended alike."""

    direction: str
    outcome: str
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The last 24 hours and who waits now."""

    at: datetime
    heard: Mapping[str, datetime]
    """When each service was heard last."""
    hours: Sequence[Hour]
    waits: Sequence[Waits]
    unfound: Mapping[Dim, Mapping[str, int]]
    """Who waits for a helper to be found, by what helpers are chosen by."""
    calls: Sequence[Calls]
    missed: MissedCalls
    rests: bool = False
    """The network sleeps: nobody can ask."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: how many asked and were helped, and how soon those who asked then were."""

    day: date
    asked: int = 0
    helped: int = 0
    soon: Mapping[str, int] = field(default_factory=dict)
    """Who asked on this day, by the class of their wait, or by what became of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was asked and helped of one kind."""

    code: str
    asked: int
    helped: int


@dataclass(frozen=True, slots=True)
class Volunteers:
    """Who offered ever, and who of them rests or left; who was asked and said yes lately."""

    offered: int = 0
    asked: int = 0
    helping: int = 0
    paused: int = 0
    left: int = 0
    asked_away: int = 0
    """Of those asked, who rests now or left."""

    @property
    def active(self) -> int:
        """How many can be asked."""
        return max(self.offered - self.paused - self.left, 0)

    @property
    def idle(self) -> int:
        """How many of these were not asked."""
        return max(self.active - (self.asked - self.asked_away), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """The last weeks, day by day and as a whole."""

    days: Sequence[Day]
    groups: Mapping[Dim, Sequence[Group]]
    calls: Sequence[Calls]
    volunteers: Volunteers
    activities: Sequence[ActivityGroup]
    missed: MissedCalls


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All of it."""

    live: Live
    weeks: Weeks
    organisations: Organisations
    capacity: Sequence[CapacityGroup]


def _last(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment), default=None)
