"""What came of handing a request to a partner organisation."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.ask_words import ReferralRefusal
from shared.contracts.event import Event, Open
from shared.contracts.matching.proposals import ChangesStanding
from shared.contracts.referral_words import (
    ReferralQuestion,
    ReferralReason,
    ReferralWithdrawal,
)


class RequestReferralRefused(Event):
    """The request is not referred. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.referral_refused"

    wish_id: UUID
    request_id: UUID
    organisation_id: UUID
    reason: Open[ReferralRefusal]


class SaysReferral(ChangesStanding):
    """Says what became of one organisation asked about one request.

    Of all that is said of one referral the greatest version is the newest.
    """

    referral_id: UUID
    request_id: UUID
    organisation_id: UUID
    staff_id: UUID | None = None
    """Which member or coordinator did it; None where time or a rule did."""


class ReferralSent(SaysReferral):
    """An organisation is asked to see to a request. Subject `referral/<id>`, version 1."""

    event_type: ClassVar[str] = "referral.sent"

    attempt: int = Field(ge=1)
    """How many organisations have been asked about the request with this one."""
    answer_by: AwareDatetime
    wish_id: UUID | None = None
    """The coordinator's wish that this answers; None when matching chose by itself."""


class ReferralReminded(SaysReferral):
    """Half of the time is over, and nothing was heard. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.reminded"

    answer_by: AwareDatetime


class ReferralAccepted(SaysReferral):
    """The organisation helps. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.accepted"

    answer_by: AwareDatetime
    """When something is to be heard of it again."""


class ReferralDeclined(SaysReferral):
    """The organisation cannot. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.declined"

    reason: Open[ReferralReason]


class ReferralAskedBack(SaysReferral):
    """The organisation has a question before it answers. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.asked_back"

    question: Open[ReferralQuestion]
    answer_by: AwareDatetime


class ReferralAnswered(SaysReferral):
    """A coordinator has answered the question. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.answered"

    answer_by: AwareDatetime


class ReferralExpired(SaysReferral):
    """Nothing was heard in time. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.expired"


class ReferralInProgress(SaysReferral):
    """The organisation has begun, or goes on. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.in_progress"

    answer_by: AwareDatetime
    """When something is to be heard of it again."""


class ReferralCompleted(SaysReferral):
    """The organisation has helped. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.completed"


class ReferralHandedOn(SaysReferral):
    """The organisation lets another one go on. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.handed_on"


class ReferralReturned(SaysReferral):
    """The organisation cannot go on: a coordinator decides. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.returned"

    reason: Open[ReferralReason]


class ReferralWithdrawn(SaysReferral):
    """The referral was taken back. Subject `referral/<id>`."""

    event_type: ClassVar[str] = "referral.withdrawn"

    reason: Open[ReferralWithdrawal]


EVENTS: tuple[type[Event], ...] = (
    RequestReferralRefused,
    ReferralSent,
    ReferralReminded,
    ReferralAccepted,
    ReferralDeclined,
    ReferralAskedBack,
    ReferralAnswered,
    ReferralExpired,
    ReferralInProgress,
    ReferralCompleted,
    ReferralHandedOn,
    ReferralReturned,
    ReferralWithdrawn,
)
