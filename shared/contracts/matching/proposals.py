"""Whom matching asks, what they answer, and how the request stands."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.ask_words import AssignmentRefusal, SoftLimit, WideningRefusal
from shared.contracts.event import Event, HexHash, Open
from shared.contracts.words import Standing, UnmatchedReason, WithdrawalReason


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


class RequestAssignmentRefused(Event):
    """The volunteer a coordinator wished for is not asked. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.assignment_refused"

    wish_id: UUID
    request_id: UUID
    volunteer_number: int = Field(ge=1)
    reason: Open[AssignmentRefusal]


class RequestWidened(Event):
    """More people may be asked, as a coordinator wished. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.widened"

    wish_id: UUID
    request_id: UUID
    limits: tuple[Open[SoftLimit], ...]
    """Those that went a step further; one that goes no further is left out."""
    more: int = Field(ge=0)
    """So many more fit now and may be asked."""


class RequestWideningRefused(Event):
    """The search goes no further than before. Subject `need/<request id>`."""

    event_type: ClassVar[str] = "request.widening_refused"

    wish_id: UUID
    request_id: UUID
    reason: Open[WideningRefusal]
