"""What of the log is looked for, and what is shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which facts are wanted; what is None is any."""

    type: str | None = None
    subject: str | None = None
    correlation_id: UUID | None = None
    first: datetime | None = None
    """From when on it arrived."""
    last: datetime | None = None
    """Before when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One fact as it stands in the log."""

    position: int
    event_id: UUID
    type: str
    subject: str
    subject_version: int
    correlation_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    exercise: bool
    source: str
    causation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the log, the newest first."""

    facts: Sequence[Logged]
    next: int | None = None
    """Before which position the next page begins; None where there is none."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One fact with all that it says."""

    fact: Logged
    body: str
    """Its message, one field a line."""


@dataclass(frozen=True, slots=True)
class Step:
    """One fact on the way of a request, by its number there."""

    number: int
    fact: Logged
    cause: int | None
    """Which one it follows from; None where that is no part of this way."""
    effects: Sequence[int] = ()


class Looked(StrEnum):
    """What somebody looked at."""

    EVENTS = "events"
    EVENT = "event"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked into the log."""

    staff_id: UUID
    what: Looked
    sought: str
    """By what: codes and ids, which name nobody."""
    at: datetime | None = None
    """None until it is kept."""
