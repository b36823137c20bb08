"""A missed call: one line for each number, however often it rang."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Final, NewType
from uuid import UUID

from services.intake.call_backs.model import Ringing
from shared.activation import Activation

MissedCallId = NewType("MissedCallId", UUID)
UnansweredId = NewType("UnansweredId", UUID)

RINGS: Final = timedelta(minutes=2)
"""So long a call that rings is shown; then it was answered, or the telephone system says missed."""
OLDEST: Final = timedelta(days=7)
"""Nobody waits any more for whoever missed them before that."""
AHEAD: Final = timedelta(minutes=5)
"""So much the clock of a telephone system may be before ours."""


class Kind(StrEnum):
    """What is known of the number."""

    NUMBER = "number"
    WITHHELD = "withheld"
    UNUSABLE = "unusable"
    """Nobody could ring it; it is not kept."""


class News(Enum):
    """What a notice of a telephone system tells beyond those before it."""

    NONE = auto()
    RANG = auto()
    TURNED = auto()
    """What rang was missed."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who rang, as far as the number says."""

    kind: Kind
    number: str = field(default="", repr=False)
    """As it is stored; empty where it is withheld or cannot be rung."""


@dataclass(frozen=True, slots=True)
class Rang:
    """That somebody rang, as it is to be kept."""

    caller: Caller
    who: str
    """Equal for equal numbers, under a key of the installation."""
    at: datetime
    line: str = ""
    """Which of our lines."""
    is_missed: bool = True
    is_another: bool = True
    """False where this call was counted when it rang."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One call that nobody answered, by an id that tells nothing of its line."""

    id: UnansweredId
    rang_at: datetime
    in_hours: bool
    activation: Activation


@dataclass(frozen=True, slots=True)
class Returned:
    """One of these, of which whoever rang was spoken to since."""

    id: UnansweredId
    activation: Activation


@dataclass(frozen=True, slots=True)
class MissedCall:
    """One line that is open."""

    id: MissedCallId
    kind: Kind
    rang_at: datetime
    times: int
    is_missed: bool
    line: str = ""
    attempts: int = 0
    """How often we rang back and reached nobody."""
    ringing: Ringing | None = None
    number: str = field(default="", repr=False)
    """Empty in a list."""
    heard_at: datetime | None = None
    """When the same number got through since."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the list shows: no number before it is taken."""

    id: MissedCallId
    kind: Kind
    rang_at: datetime
    times: int
    is_missed: bool
    line: str
    attempts: int
    rung_by: str = field(repr=False)
    """Who has it now; empty where anybody may."""
    heard_at: datetime | None = None
