"""Codes of what a partner organisation answers when a request is referred to it."""

from enum import StrEnum


class ReferralReason(StrEnum):
    """Why an organisation declines a referral, or gives one back; never words about a person."""

    FULL = "full"
    """It has no capacity now."""
    NOT_OURS = "not_ours"
    """It is not what this organisation does."""
    TOO_SOON = "too_soon"
    """It can help, but not so soon."""
    LANGUAGE = "language"
    NOT_REACHED = "not_reached"
    """The person could not be reached."""
    NO_HELP_WANTED = "no_help_wanted"
    OTHER = "other"


class ReferralQuestion(StrEnum):
    """What an organisation asks back before it answers; who coordinates answers by phone."""

    WHAT = "what"
    """What exactly is needed."""
    WHEN = "when"
    WHERE = "where"
    """How far it is, or whether they can come themselves."""
    COSTS = "costs"
    """Who pays."""
    SAFETY = "safety"
    """Whether a visit is safe."""
    CALL_US = "call_us"
    """Something that is better said on the phone."""


class ReferralWithdrawal(StrEnum):
    """Why a referral was taken back."""

    REQUEST_ENDED = "request_ended"
    REQUEST_CHANGED = "request_changed"
    """It was corrected, and is nothing for this organisation any more."""
    ORGANISATION_LEFT = "organisation_left"
    BY_COORDINATOR = "by_coordinator"
    NOT_WANTED = "not_wanted"
    """The person does not want this organisation's help; another may be asked."""
    CONSENT_WITHDRAWN = "consent_withdrawn"
    """The person took back their word that an organisation may be asked."""
