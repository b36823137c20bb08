"""Referrals as matching tells of them."""

from datetime import timedelta
from typing import Any

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import (
    ReferralAccepted,
    ReferralAskedBack,
    ReferralCompleted,
    ReferralDeclined,
    ReferralExpired,
    ReferralHandedOn,
    ReferralSent,
    SaysReferral,
)
from shared.contracts.referral_words import ReferralQuestion, ReferralReason
from shared.contracts.words import Standing
from tests.support.reporting.building import START, fact, named

Said = tuple[type[SaysReferral], int, dict[str, Any]]
UNTIL = {"answer_by": START + timedelta(days=1)}
SENT: Said = (ReferralSent, 0, {"attempt": 1, **UNTIL})
ASKED_BACK: Said = (ReferralAskedBack, 5, {"question": ReferralQuestion.WHERE, **UNTIL})
EXPIRED: Said = (ReferralExpired, 600, {})
COMPLETED: Said = (ReferralCompleted, 300, {})
HANDED_ON: Said = (ReferralHandedOn, 240, {})


def accepted(minute: int) -> Said:
    """Say yes, so many minutes after it was asked."""
    return ReferralAccepted, minute, UNTIL


def declined(minute: int, reason: ReferralReason = ReferralReason.FULL) -> Said:
    """Say no."""
    return ReferralDeclined, minute, {"reason": reason}


def referral_story(name: str, *said: Said) -> list[Envelope[Event]]:
    """Tell of one referral from its beginning."""
    one, request_id = named(f"{name} referral"), named(name)
    who = {"referral_id": one, "request_id": request_id, "organisation_id": named("partner 0")}
    stands = {"standing": Standing.REFERRED}
    return [
        fact(
            kind(**who, **stands, standing_number=number, **told),
            f"referral/{one}",
            number,
            about=request_id,
            minute=minute,
            source="matching",
        )
        for number, (kind, minute, told) in enumerate((SENT, *said), start=1)
    ]
