"""A file that was handed in, and what became of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.intake.submissions.model import Plea
from shared.fields.problem import Problem
from shared.sheets.model import Entries, Entry

MOST_BYTES: Final = 1_000_000
"""So much is read without a word of it being written to a disk unsealed."""
MOST_ROWS: Final = 2_000

ImportId = NewType("ImportId", UUID)


class ImportState(StrEnum):
    """How far it is."""

    CHECKED = "checked"
    """Nothing of it was taken."""
    CONFIRMED = "confirmed"
    """Rows of it are taken, some at a time."""
    DONE = "done"


class Step(StrEnum):
    """What somebody of the staff did with it."""

    UPLOADED = "uploaded"
    CONFIRMED = "confirmed"
    """They said that its rows are to be taken."""
    DISCARDED = "discarded"
    DOWNLOADED = "downloaded"
    """What was rejected, to be mended."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, and what holds for rows that do not say."""

    raw: bytes = field(repr=False)
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of rows; each is in exactly one of them."""

    taken: int = 0
    known: int = 0
    """Received before: they are taken as well."""
    rejected: int = 0

    @property
    def reached(self) -> int:
        """Say how many rows were gone through."""
        return self.taken + self.known + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file, without a word of it."""

    id: ImportId
    state: ImportState
    created_at: datetime
    rows: int
    wrong: int
    """Of them, by the check."""
    counts: Counts = field(default_factory=Counts)

    @property
    def good(self) -> int:
        """Say how many rows can be taken."""
        return self.rows - self.wrong


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as a plea, or what is wrong with it."""

    entry: Entry
    plea: Plea | None
    problems: Sequence[Problem] = ()
    """By the rules of a request, beside those of the row itself."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read whole."""

    entries: Entries
    rows: Sequence[ReadRow]

    @property
    def wrong(self) -> Sequence[ReadRow]:
        """Give the rows that cannot be taken."""
        return [row for row in self.rows if row.plea is None]
