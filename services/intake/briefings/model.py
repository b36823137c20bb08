"""What a day begins with: who waits longest, and what was promised until its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.requests.model import RequestId, State


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody for whom nobody was found yet."""

    request_id: RequestId
    waited: timedelta
    state: State
    reason: str = ""
    """Why it is the coordinator's, by a code; empty where it is not."""


@dataclass(frozen=True, slots=True)
class Promised:
    """Somebody was told to hear from us by a time."""

    at: datetime
    request_id: RequestId | None = None
    """None of a call about no request of ours."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the letter tells, and how many promises there are in all."""

    waiting: Sequence[Waiting]
    promised: Sequence[Promised]
    promised_in_all: int = 0
