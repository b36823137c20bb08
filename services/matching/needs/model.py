"""What a need is, and the states it can be in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.words import Category, Language, UnmatchedReason, Urgency


class NeedState(StrEnum):
    """How a need stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    UNMATCHED = "unmatched"
    CLOSED = "closed"


RequestId = NewType("RequestId", UUID)


@dataclass(frozen=True, slots=True)
class Need:
    """A request as matching knows it; `version` numbers what was said of `need/<request id>`.

    `category` is None when it would reveal health; `service_line` is the coarse word for it.
    """

    request_id: RequestId
    service_line: str
    category: Category | None
    urgency: Urgency
    municipality: str
    postal_code: str
    language: Language
    volunteer_allowed: bool
    activation: Activation
    state: NeedState = NeedState.OPEN
    version: int = 0
    reason: UnmatchedReason | None = None
    series_id: UUID | None = None
    """Needs of one series want the same helper."""
    cause: UUID | None = None
    """The event that made it due; None once it was looked at."""
