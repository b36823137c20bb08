"""Something that is made for somebody: its files, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType
from uuid import UUID

JobId = NewType("JobId", UUID)


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    """It is made, or will be."""
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    """Tried again and again in vain."""


class Wanted(NamedTuple):
    """What is to be made: two that are alike are made once."""

    kind: str
    what: str
    """In the words of who makes it, and always the same for the same."""
    files: tuple[str, ...]
    """The names of its files, in the order in which they are made."""


class MadeFile(NamedTuple):
    """A file as it is handed out."""

    name: str
    media_type: str
    content: bytes


class Listed(NamedTuple):
    """A file that is there, without what is in it."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job as it stands."""

    id: JobId
    wanted: Wanted
    state: JobState
    asked_by: UUID
    asked_at: datetime
    back: str = ""
    """The page that it was asked on, after the language."""
    made: Sequence[Listed] = ()

    @property
    def percent(self) -> int:
        """Say how much of it is made."""
        return 100 * len(self.made) // len(self.wanted.files)
