"""What was published, and who may read it by a key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.reporting.figures.model.report import Period


@dataclass(frozen=True, slots=True)
class OpenDataTerms:
    """Whether there is open data, and under which licence."""

    shown: bool
    licence: str
    licence_title: str
    licence_url: str


class Status(StrEnum):
    """How a cell is to be read."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    """A part of it is hidden."""
    HIDDEN = "hidden"
    """It is not told, so that nobody can be recognised."""
    UNKNOWN = "unknown"
    """Nobody knows it."""
    BAND = "band"
    """Only between which numbers it lies."""


@dataclass(frozen=True, slots=True)
class Value:
    """One cell; the codes are those of its row and column, empty where it is a sum."""

    codes: tuple[str, str]
    status: Status
    text: str = ""
    """The number, the least of it or its band; empty where none is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An indicator of one period as it was published."""

    code: str
    name: Mapping[str, str]
    definition: Mapping[str, str]
    basis: str
    unit: str
    kind: str
    unconfirmed: bool
    by: tuple[str, ...]
    """What its rows, and then its columns, are by."""
    target: str | None
    values: Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The newest published edition of a report."""

    project: str
    period: Period
    edition: int
    hash: str
    published_at: datetime
    exercise: bool
    names: Mapping[str, str]
    k: int
    """Counts of people below this are hidden."""
    told: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """That a report of a period is published."""

    first: date
    last: date
    edition: int
    hash: str
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKey:
    """By this a funder's tool reads the figures of one project; only its hash is kept."""

    id: UUID
    project: str
    label: str
    """What it is for."""
    made_at: datetime
    made_by: UUID
    withdrawn_at: datetime | None = None
    uses: int = 0
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key that is being made."""

    id: UUID
    project: str
    label: str
    hash: str
    by: UUID


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key was used."""

    key_id: UUID
    asked: str
    """For what: codes and days, which name nobody."""
    status: int
    """What was answered, as in HTTP."""
    at: datetime | None = None
    """None until it is kept."""
