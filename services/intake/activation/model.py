"""What is decided about the network's life, and what is on record of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias

from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState

LONGEST: Final = 500
"""Of the words of a decision: what an organ decided, not its minutes."""


class Fault(StrEnum):
    """Why what somebody decided does not hold as it is."""

    NO_SUCH_STEP = "no_such_step"
    """From how it stands now the network does not go there."""
    NOTHING_NEW = "nothing_new"
    NOT_CONFIRMED = "not_confirmed"
    TRIGGER_MISSING = "trigger_missing"
    DECISION_MISSING = "decision_missing"
    WORDS_TOO_LONG = "words_too_long"
    VALID_UNTIL_MISSING = "valid_until_missing"
    VALID_UNTIL_OVER = "valid_until_over"
    REVIEW_MISSING = "review_missing"
    REVIEW_OVER = "review_over"
    REVIEW_TOO_LATE = "review_too_late"
    """The decision would not hold any more on that day."""
    AREA_NOT_SERVED = "area_not_served"
    LINE_UNKNOWN = "line_unknown"


@dataclass(frozen=True, slots=True)
class Decision:
    """How the network is to stand from now on, what made it so, and who decided it how."""

    state: ActivationState
    reach: Reach
    trigger: str
    """What happened, in words of whoever writes it down; names nobody."""
    decision: str
    """By which organ and when it was decided, in words; names nobody."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The activation that is open, and how it stands."""

    activation: Activation
    standing: Standing

    @property
    def seen(self) -> str:
        """Mark what a form was made from: what was pressed is done to that, or not at all."""
        return f"{self.activation.id}-{self.standing.version}"


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed, what they decided, and what they had before their eyes."""

    by: StaffId | None
    """None stands for the operator's tool."""
    decision: Decision
    seen: str
    is_confirmed: bool
    """They typed the word that says what will happen."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the audit."""

    id: int
    at: datetime
    by: str
    """The name of an account; empty for the operator's tool."""
    state: ActivationState
    was: ActivationState | None
    """None of one that began."""
    trigger: str
    decision: str


@dataclass(frozen=True, slots=True)
class Changed:
    """It stands so now, and is on record under this number."""

    audit_id: int
    stand: Stand


@dataclass(frozen=True, slots=True)
class SomebodyWasFirst:
    """It was changed since it was shown: the last step says by whom."""

    last: Step | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed."""

    faults: Sequence[Fault]


Outcome: TypeAlias = Changed | SomebodyWasFirst | Refused
