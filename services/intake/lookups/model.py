"""What a search shows, why somebody's contact data is opened, and who did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum, auto
from typing import NewType
from uuid import UUID

from services.intake.requests.model import Circumstances, Contact, Request
from services.intake.requests.rules.people import People, people_of
from services.intake.staff.model import StaffId
from shared.reach_points import ReachPoint

AlarmId = NewType("AlarmId", UUID)


class Reason(StrEnum):
    """Why contact data is opened; a code, so that no words about a person end up in the record."""

    CALL_BACK = "call_back"
    CALLER_ASKS = "caller_asks"
    CORRECTION = "correction"
    SAFETY = "safety"
    OVERSIGHT = "oversight"


class WantedKind(StrEnum):
    """By what somebody is looked up: always the whole of it."""

    REFERENCE = auto()
    PHONE = auto()
    EMAIL = auto()


class Unfound(StrEnum):
    """Why nobody is looked for by name and address."""

    VAGUE = auto()
    """Neither a whole address nor a name with its town."""
    TOO_MANY = auto()
    """More people of that name than somebody who asks about one needs to see."""
    NOT_YET = auto()
    """This process does not know of everybody yet, or has lost touch."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose request is looked for, in the form in which it is compared."""

    kind: WantedKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A request that was looked for; of the person only enough to tell two of them apart."""

    request: Request
    name: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """Contact data in clear, shown once for one reason."""

    request: Request
    contact: Contact
    reach_points: Sequence[ReachPoint] = field(repr=False)
    circumstances: Circumstances = field(default_factory=Circumstances)
    code_word: str = field(default="", repr=False)
    """What the one who is helped must hear from whoever rings; empty once it has ended."""

    @property
    def people(self) -> People:
        """Tell who is helped from who asked: whoever rings must know whom they ring."""
        return people_of(self.contact, self.reach_points, self.circumstances.relation)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody saw contact data: a member of staff by name, or the volunteer who helped."""

    at: datetime
    request_id: UUID
    reference: str | None
    """None of looks from before it was kept with them."""
    staff_name: str | None
    volunteer_id: UUID | None
    reason: str | None
    """A code; None of a volunteer, whose task is the reason."""
    staff_role: str | None = None


@dataclass(frozen=True, slots=True)
class OwnLook:
    """What a person is told of a look at their contact data: when, in which role, and what for."""

    day: date
    role: str
    """A code of the staff, or `helper`."""
    reason: str
    """A code, or `task`."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A member of staff reached what a day's work needs; it waits until a person has looked."""

    id: AlarmId
    staff_id: StaffId
    staff_name: str
    raised_at: datetime
