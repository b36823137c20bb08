"""What matching said of a request, and who helps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from services.intake.requests.model.request import State
from shared.contracts.words import VettingLevel

MatchId = NewType("MatchId", UUID)
VolunteerId = NewType("VolunteerId", UUID)
ReferralId = NewType("ReferralId", UUID)


@dataclass(frozen=True, slots=True)
class Said:
    """How matching said that a request stands; the greatest number is the newest."""

    number: int
    state: State


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Matching's latest notice that nobody is left, in numbers that name nobody."""

    version: int
    reason: str
    """A code of matching as it came; a later version may have new ones."""
    considered: int
    asked: int
    declined: int
    at_their_cap: int
    number: int | None = None
    """Numbers it among all that was said of the standing; None from before there were numbers."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One volunteer has the task, and the word both sides know."""

    match_id: MatchId
    code_word: str = field(repr=False)
    introduced_as: str = field(default="", repr=False)
    """The first name by which the helper wished to be introduced; empty until they said it."""
    level: VettingLevel = VettingLevel.NONE
    """How well the task demanded that its helper be known, when they took it."""


class ProposalState(StrEnum):
    """How one proposal stands."""

    OPEN = "open"
    DECLINED = "declined"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The newest thing heard of one match."""

    match_id: MatchId
    volunteer_id: VolunteerId
    version: int
    state: ProposalState
    said: Said | None = None
    """How the request stood with it; None from before that was said."""


class ReferralState(StrEnum):
    """How one asking of one organisation stands."""

    SENT = "sent"
    ASKED_BACK = "asked_back"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    HANDED_ON = "handed_on"
    RETURNED = "returned"


WITH_THEM: Final = frozenset({ReferralState.ACCEPTED, ReferralState.IN_PROGRESS})
"""The organisation has said that it helps, and is not done."""


@dataclass(frozen=True, slots=True)
class Referral:
    """The newest thing heard of one organisation that was asked."""

    referral_id: ReferralId
    organisation_id: UUID
    version: int
    state: ReferralState
    said: Said | None = None
    """How the request stood with it; None for a code of a later version."""
    answer_by: datetime | None = None
    """When something is to be heard of it; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that matching has said about one request."""

    proposals: Mapping[MatchId, Proposal] = field(default_factory=dict)
    unmatched: Unmatched | None = None
    reopened_after: int | None = None
    """What was said up to this number is from before it was opened again; None: it never was."""
    referrals: Mapping[ReferralId, Referral] = field(default_factory=dict)
