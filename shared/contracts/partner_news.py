"""What partners' endpoints are posted: thin news, signed as Standard Webhooks 1.0.0 say."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    MatchWithdrawn,
    ReferralAccepted,
    ReferralAnswered,
    ReferralCompleted,
    ReferralDeclined,
    ReferralExpired,
    ReferralReminded,
    ReferralSent,
    ReferralWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
)

PARTNER_EVENTS: tuple[type[Event], ...] = (
    RequestCreated,
    RequestCancelled,
    RequestCompleted,
    RequestClosed,
    RequestUnmatched,
    VolunteerMatched,
    MatchWithdrawn,
    AssignmentCompleted,
    ActivityLogged,
    ReferralSent,
    ReferralReminded,
    ReferralAnswered,
    ReferralExpired,
    ReferralWithdrawn,
    ReferralAccepted,
    ReferralDeclined,
    ReferralCompleted,
)
"""What a partner may subscribe to: nothing about sessions, access, or our own messages.

What names an organisation, as a referral does, is heard by that one alone.
"""
PARTNER_TYPES: tuple[str, ...] = tuple(kind.event_type for kind in PARTNER_EVENTS)
TRIAL_TYPES: Final = ("endpoint.challenge", "endpoint.test")
"""What is posted when a person tries an endpoint by hand."""
SIGNED_BY: Final = ("webhook-id", "webhook-timestamp", "webhook-signature")
"""The headers that a receiver verifies before it reads."""

NewsType = StrEnum(  # type: ignore[misc]  # the names are data
    "NewsType", {name: name for name in (*PARTNER_TYPES, *TRIAL_TYPES)}
)


class SentNews(BaseModel):
    """What happened and where to read on; never about whom. Other fields may come later."""

    id: UUID
    """The same each time it is tried: whoever has it already need do nothing."""
    type: NewsType
    time: AwareDatetime
    subject: str = Field(examples=["request/01939f6c-0000-7000-8000-000000000002"])
    link: str
    challenge: str | None = None
    """Of `endpoint.challenge` only: to be given back alone, or as `challenge` of an object."""
