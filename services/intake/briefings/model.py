"""What a day begins with: who waits longest, what was promised, what an organisation does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.intake.requests.model import ReferralId, ReferralState, RequestId, State


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


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """What an organisation was asked and has not seen to: nothing of the person."""

    referral_id: ReferralId
    state: ReferralState
    municipality: str
    urgency: str
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last day on which it holds how much an organisation can give of a line."""

    line: str
    until: date


@dataclass(frozen=True, slots=True)
class PartnerMorning:
    """What the letter tells an organisation, and how many referrals are open in all."""

    referrals: Sequence[OpenReferral] = ()
    lapses: Sequence[Lapse] = ()
    referrals_in_all: int = 0

    @property
    def is_quiet(self) -> bool:
        """Say whether there is nothing to write."""
        return not self.referrals and not self.lapses
