"""A day as it was closed, and what of it everybody may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from services.reporting.figures.model.marks import AtLeast

Measure: TypeAlias = Literal["asked", "helped"]


@dataclass(frozen=True, slots=True)
class PictureTerms:
    """What the network says of it."""

    shown: bool
    closes_at_hour: int
    """Of the next day, where the help is given."""
    k: int
    """Fewer are not told."""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """One day by town, as it was counted when it was closed; nobody is shown this."""

    day: date
    k: int
    asked: Mapping[str, int]
    helped: Mapping[str, int]
    closed_at: datetime

    def by_town(self, measure: Measure) -> Mapping[str, int]:
        """Give one of both."""
        return self.asked if measure == "asked" else self.helped


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day of the whole network; None: too few to be told."""

    day: date
    asked: int | None
    helped: int | None


@dataclass(frozen=True, slots=True)
class OpenTown:
    """A town in one whole week; None: not told."""

    code: str
    asked: int | None
    helped: int | None


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """The towns of one week, from Monday to Sunday."""

    first: date
    last: date
    towns: Sequence[OpenTown]


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """What everybody sees."""

    days: Sequence[OpenDay]
    asked: int | AtLeast
    """Of the last seven days, put together from what is shown of them."""
    helped: int | AtLeast
    week: OpenWeek | None
    """None: of no whole week is every day shown."""
    closed_at: datetime
    k: int
