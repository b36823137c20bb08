"""What somebody who asks can expect."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Supply:
    """Of one town and kind of help, in rough figures."""

    helpers: int | None
    """None: a few."""
    usual_minutes: int | None
    """Half of those who asked lately had a yes within this; None: it is not known."""


@dataclass(frozen=True, slots=True)
class TownReport:
    """All that was said of one town at a moment."""

    town: str
    said_at: datetime
    activation_id: UUID
    by_need: dict[str, Supply]


@dataclass(frozen=True, slots=True)
class Expected:
    """What whoever is on the phone is told before they decide."""

    place: str
    """As it is called in their language."""
    supply: Supply | None
    """None: nobody said anything lately, or what is asked for is not counted."""
    heard_by: datetime | None = None
    """None while nobody said how urgent it is."""
