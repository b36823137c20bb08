"""What is known of an organisation that helps, and what of the directory somebody wants."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

HSDS_VERSION: Final = "3.0"
HSDS_PROFILE: Final = "https://docs.openreferral.org/en/v3.0.0/hsds/"


@dataclass(frozen=True, slots=True)
class DirectoryTerms:
    """Whether there is a directory, and under which licence."""

    shown: bool
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of the week, by local time."""

    weekday: int
    """Monday is 0."""
    opens: int
    """Minutes from midnight."""
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One organisation, as it last said what it does."""

    id: UUID
    name: str
    kind: str
    phone: str | None
    """Its own number, never a person's."""
    lines: tuple[str, ...]
    municipalities: tuple[str, ...]
    languages: tuple[str, ...]
    hours: tuple[Hours, ...]
    rests: bool
    """It takes nothing new for now."""
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of what an organisation does: a service of the directory."""

    id: UUID
    listed: Listed
    line: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A service in one municipality."""

    id: UUID
    offered: Offered
    municipality: str
    place_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the directory somebody asks for."""

    search: str = ""
    """A part of a name."""
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    page: int = 1
    per_page: int = 50
