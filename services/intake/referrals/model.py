"""A member of an organisation who is written to, and what they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.intake.requests.model import (
    ReferralConsent,
    ReferralId,
    ReferralState,
    Request,
)


class News(StrEnum):
    """Why a member is written to."""

    SENT = "sent"
    REMINDED = "reminded"
    ANSWERED = "answered"
    """What they asked back was answered."""


class View(StrEnum):
    """What a member gets who wants to see whom they help."""

    PERSON = "person"
    OVER = "over"
    """They do not help any more, or it was not heard here yet that they do."""


class Decision(StrEnum):
    """What whoever asked says of organisations on the page of their request."""

    ALLOW = "allow"
    """They may be asked."""
    FORBID = "forbid"
    """None is asked any more, and what one has is taken from it."""
    REFUSE = "refuse"
    """Not this one; another may be asked."""


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """One organisation that was asked, as whoever asked for help is told."""

    name: str
    """Empty where it would tell what is asked for, or is not known."""
    state: ReferralState


@dataclass(frozen=True, slots=True)
class OwnPartners:
    """What whoever asked is told of organisations, and what they can say."""

    request: Request
    consent: ReferralConsent | None
    referrals: Sequence[OwnReferral]
    """In the order in which they were asked."""
    may_refuse: bool
    """One is asked, or helps."""

    @property
    def agrees(self) -> bool:
        """Say whether organisations may be asked, as they said last."""
        return self.consent is not None and self.consent.said_yes

    @property
    def may_decide(self) -> bool:
        """Say whether anything is to be decided yet."""
        return self.request.closure is None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the letter tells: no more of the request than how soon and in which town."""

    referral_id: ReferralId
    organisation_id: UUID
    request: Request
    line: str
    """A code; `advice` for whatever only staff may know of."""
    answer_by: datetime
    news: News
