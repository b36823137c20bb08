"""What is planned for many at once, and who pays for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.activation import Activation
from shared.contracts.words import ServiceLine

PlanId = NewType("PlanId", UUID)
HELSINKI: Final = ZoneInfo("Europe/Helsinki")
"""Where the help is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned, whenever it is."""

    title: str
    service_line: ServiceLine
    municipality: str
    place: str
    link: str
    """Where it is come to by a screen; a place, a link or both are said."""
    minutes: int
    seats: int | None
    """None: whoever comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One time of a plan; `version` numbers what was said of `activity/<id>`."""

    id: PlanId
    organisation_id: UUID
    plan: Plan
    starts_at: datetime
    planned_by: UUID
    activation: Activation
    series_id: UUID | None = None
    version: int = 1
    is_cancelled: bool = False
    coming: int = 0
    """How often somebody pressed that they would like to come; nobody knows who."""
    host: str = ""
    """What the organisation is called; filled in where it is shown."""

    @property
    def ends_at(self) -> datetime:
        """Say when it is over."""
        return self.starts_at + timedelta(minutes=self.plan.minutes)

    @property
    def day(self) -> date:
        """Say on which day it is where the help is given."""
        return self.starts_at.astimezone(HELSINKI).date()

    @property
    def seats_left(self) -> int | None:
        """Say how many more may come; None where there is no limit."""
        seats = self.plan.seats
        return None if seats is None else max(seats - self.coming, 0)


@dataclass(frozen=True, slots=True)
class Times:
    """A plan, and each time of it."""

    plan: Plan
    starts: Sequence[datetime]


@dataclass(frozen=True, slots=True)
class Scope:
    """What an organisation's plan may say, and when it may begin."""

    lines: Sequence[ServiceLine]
    municipalities: Sequence[str]
    now: datetime
