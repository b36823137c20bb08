"""What matching says: volunteers, proposals, matches, assignments and what was done."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.contracts.ask_words import AssignmentRefusal, ReferralRefusal
from shared.contracts.event import Event, HexHash, MunicipalityCode, Open
from shared.contracts.words import (
    Basis,
    Category,
    Channel,
    Language,
    ServiceLine,
    Standing,
    UnmatchedReason,
    VettingLevel,
    WithdrawalReason,
)

MAX_MINUTES = 24 * 60


class VolunteerRegistered(Event):
    """Someone offered to help. Subject `volunteer/<id>`."""

    event_type: ClassVar[str] = "volunteer.registered"

    volunteer_id: UUID
    municipality: MunicipalityCode
    languages: tuple[Open[Language], ...]
    categories: tuple[Open[Category], ...]


class ChangesStanding(Event):
    """Says how the request stands from now on, whichever match it is about.

    Of all that was said of a request the greatest number is the newest. Both are None in what was
    said before there were numbers.
    """

    standing: Open[Standing] | None = None
    standing_number: int | None = Field(None, ge=1)


class MatchProposed(ChangesStanding):
    """One volunteer is asked whether they can take one request. Subject `match/<id>`, version 1."""

    event_type: ClassVar[str] = "match.proposed"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    expires_at: AwareDatetime
    attempt: int = Field(ge=1)
    wish_id: UUID | None = None
    """The coordinator's wish that this answers; None when matching chose by itself."""


class MatchDeclined(ChangesStanding):
    """The volunteer cannot; no more messages to them about this request. Subject `match/<id>`."""

    event_type: ClassVar[str] = "match.declined"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID


class MatchExpired(ChangesStanding):
    """The volunteer did not answer in time. Subject `match/<id>`."""

    event_type: ClassVar[str] = "match.expired"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID


class VolunteerMatched(ChangesStanding):
    """The volunteer accepted: one helper for one need. Subject `match/<id>`."""

    event_type: ClassVar[str] = "volunteer.matched"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    wish_id: UUID | None = None
    """The coordinator's wish by which they said yes on the phone; None when by their own link."""


class MatchAccessIssued(Event):
    """A one-time link to the contact data went to the volunteer. Subject `match/<id>`.

    The hash is SHA-256 of a 256-bit token that only the volunteer's message holds.
    """

    event_type: ClassVar[str] = "match.access_issued"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    token_hash: HexHash
    expires_at: AwareDatetime


class MatchWithdrawn(ChangesStanding):
    """A proposal or an assignment was taken back. Subject `match/<id>`."""

    event_type: ClassVar[str] = "match.withdrawn"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    reason: Open[WithdrawalReason]


class RequestUnmatched(ChangesStanding):
    """Nobody is left to ask: a coordinator decides. Subject `need/<request id>`.

    The counts say why in numbers that name nobody.
    """

    event_type: ClassVar[str] = "request.unmatched"

    request_id: UUID
    reason: Open[UnmatchedReason]
    considered: int = Field(ge=0)
    asked: int = Field(ge=0)
    declined: int = Field(ge=0)
    at_their_cap: int = Field(ge=0)


class RequestSearchReported(Event):
    """How the search for a helper stands. Subject `need/<request id>`.

    Said at most once a minute for a request; the counts name nobody.
    """

    event_type: ClassVar[str] = "request.search_reported"

    request_id: UUID
    fitting: int = Field(ge=0)
    """Who fitted at the last look."""
    asked: int = Field(ge=0)
    waiting: int = Field(ge=0)
    """Asked, and their time to answer is not over."""
    declined: int = Field(ge=0)
    silent: int = Field(ge=0)
    """Asked, and did not answer in time."""
    at_their_cap: int = Field(ge=0)
    asked_enough: int = Field(ge=0)
    look_at: AwareDatetime | None
    """When it is looked at again by itself."""


class Supply(BaseModel):
    """What somebody who asks for one kind of help can expect."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    category: Open[Category]
    helpers: int | None = Field(ge=0)
    """How many can be asked now, rounded down; None: a few, fewer than five."""
    usual_minutes: int | None = Field(ge=0)
    """Half of those who asked lately had a yes within this; None: it is not known."""


class SupplyReported(Event):
    """How much help there is in one town. Subject `supply/<id>`.

    Said when it changes, at most once a minute, and again each half an hour; it points to
    nobody. Of a town the newest by its time counts.
    """

    event_type: ClassVar[str] = "supply.reported"

    municipality: MunicipalityCode
    needs: tuple[Supply, ...]
    """Every kind of help that volunteers give, once."""


class RequestAssignmentRefused(Event):
    """The volunteer a coordinator wished for is not asked. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.assignment_refused"

    wish_id: UUID
    request_id: UUID
    volunteer_number: int = Field(ge=1)
    reason: Open[AssignmentRefusal]


class RequestReferralRefused(Event):
    """The request is not referred. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.referral_refused"

    wish_id: UUID
    request_id: UUID
    organisation_id: UUID
    reason: Open[ReferralRefusal]


class AssignmentCompleted(ChangesStanding):
    """The volunteer says the help was given. Subject `match/<id>`."""

    event_type: ClassVar[str] = "assignment.completed"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    minutes: int = Field(ge=0, le=MAX_MINUTES)
    basis: Open[Basis] = Basis.COUNTED
    """How the minutes are known."""


class HoursLogged(Event):
    """The volunteer's note of the time used. Subject `match/<id>`."""

    event_type: ClassVar[str] = "hours.logged"

    match_id: UUID
    volunteer_id: UUID
    minutes: int = Field(ge=0, le=MAX_MINUTES)
    basis: Open[Basis] = Basis.COUNTED
    """How the minutes are known."""


class ActivityLogged(Event):
    """Something was done, counted without names. Subject `activity/<id>`.

    A completed assignment gives exactly one, with its `assignment_id` (the match id).
    """

    event_type: ClassVar[str] = "activity.logged"

    activity_id: UUID
    assignment_id: UUID | None
    request_id: UUID | None
    service_line: Open[ServiceLine]
    municipality: MunicipalityCode
    occurred_on: date
    headcount: int = Field(ge=1, le=100_000)
    basis: Open[Basis]
    minutes: int = Field(ge=0)
    channel: Open[Channel] | None = None
    """How the request came in; None for what no request asked for."""
    min_vetting: Open[VettingLevel] | None = None
    person: HexHash | None = None
    """The helped person of the request, as `request.created` says it."""


EVENTS: tuple[type[Event], ...] = (
    VolunteerRegistered,
    MatchProposed,
    MatchDeclined,
    MatchExpired,
    VolunteerMatched,
    MatchAccessIssued,
    MatchWithdrawn,
    RequestUnmatched,
    RequestSearchReported,
    SupplyReported,
    RequestAssignmentRefused,
    RequestReferralRefused,
    AssignmentCompleted,
    HoursLogged,
    ActivityLogged,
)
