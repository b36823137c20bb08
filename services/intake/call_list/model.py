"""A line of the list, and what came of pressing a button there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.intake.attention.model import AttentionId
from services.intake.requests.model import Request, RequestId
from services.intake.staff.model import StaffId


@dataclass(frozen=True, slots=True)
class CallLine:
    """One request of which somebody must see to: nothing in it points to a person."""

    request: Request
    attentions: Sequence[AttentionId]
    """All that is open; what is pressed is done to these."""
    reasons: Sequence[str]
    """Codes, the gravest first; a later version may have new ones."""
    raised_at: datetime
    due_at: datetime
    is_due: bool
    """False while somebody who did not answer is to be called later."""
    taken_by: StaffId | None
    """None while one of the reasons is in nobody's hands."""
    taker: str = ""
    ended_at: datetime | None = None
    """When the request ended; None while it has not."""

    @property
    def id(self) -> RequestId:
        """Name it as its request."""
        return self.request.id


@dataclass(frozen=True, slots=True)
class CallList:
    """Who needs a person, and who of the staff is on duty."""

    lines: Sequence[CallLine]
    on_duty: Sequence[str]

    @property
    def now(self) -> Sequence[CallLine]:
        """Those to whom somebody must see now."""
        return [line for line in self.lines if line.is_due]

    @property
    def later(self) -> Sequence[CallLine]:
        """Those who are called again later."""
        return [line for line in self.lines if not line.is_due]


class Pressed(StrEnum):
    """What came of pressing a button."""

    DONE = "done"
    OTHERS = "others"
    """Somebody else has it, or has settled it meanwhile."""
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    """It can never go to a volunteer."""
