"""A concern: what somebody says was wrong, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto
from typing import NewType
from uuid import UUID

ConcernId = NewType("ConcernId", UUID)


class Origin(StrEnum):
    """By which page somebody came; sealed like their words."""

    ASKER = auto()
    """From the page of a request."""
    HELPER = auto()
    """From the card with contact data."""
    OPEN = auto()
    """From a letter, a volunteer's task or the first page: nobody knows about whom."""


class Outcome(StrEnum):
    """What became of it; a code, since words are in the notes."""

    SETTLED = auto()
    """Talked over with whom it is about, and put right."""
    PASSED_ON = auto()
    """An authority has it."""
    NO_CAUSE = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """What was written; all but the first may be empty."""

    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)
    """How whoever wrote it may be reached, if they want to be."""
    reference: str = field(default="", repr=False)
    """Of the request from whose page they came, or as they typed it."""
    origin: Origin = Origin.OPEN


@dataclass(frozen=True, slots=True)
class Concern:
    """A line of the list, which says nothing of what is written there."""

    id: ConcernId
    received_at: datetime
    read_at: datetime | None = None
    deputy_told_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What the lead or the deputy wrote beside it."""

    by: str
    at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A concern in clear, for one of two people, on record."""

    concern: Concern
    words: Words
    notes: Sequence[Note]
    readers: Sequence[tuple[str, datetime]]
    """Who opened it and when, this time included; the newest first."""
