"""What intake says: requests from the first word to closed, and who of the staff is signed in."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.ask_words import AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.contracts.event import Code, Event, HexHash, MunicipalityCode, Open, PostalCode
from shared.contracts.words import (
    Category,
    Channel,
    ClosureReason,
    Helped,
    Language,
    ServiceLine,
    StaffRole,
    Urgency,
    VettingLevel,
)


class SaysNeed(Event):
    """What matching searches by.

    Where `volunteer_allowed` is False it is the same for every reason: line `advice`, no category,
    nothing beside it, no postal code, no level (`not_for_volunteers` says them).
    """

    request_id: UUID
    service_line: Open[ServiceLine]
    category: Open[Category] | None
    """None when a volunteer must not be proposed."""
    urgency: Open[Urgency]
    municipality: MunicipalityCode
    postal_code: PostalCode | None
    """None when a volunteer must not be proposed."""
    language: Open[Language]
    volunteer_allowed: bool
    """False when a volunteer must not be proposed, whatever the reason."""
    min_vetting: Open[VettingLevel] | None = None
    """None from before it was said: the category tells."""
    not_for: tuple[HexHash, ...] = ()
    """Who asks and who is helped, so that neither is asked to help: HMACs that differ each time."""
    also: tuple[Open[Category], ...] = ()
    """What one helper does beside the category, all of it; nothing from before it could be said."""


class RequestCreated(SaysNeed):
    """Someone asked for help and the request passed validation. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.created"

    channel: Open[Channel]
    on_behalf: bool
    series_id: UUID | None = None
    """Requests of one series want the same volunteer; None for one that stands alone."""
    person: HexHash | None = None
    """Counts the helped person once: an HMAC under a key that ends with the activation."""
    again_of: UUID | None = None
    """The request whose helper is asked first, where the same is asked for again; None from before
    it could be said, and wherever nobody, or somebody else, is to be asked."""


class RequestEscalated(Event):
    """A person has it now, or an authority: it is never matched. Subject `request/<id>`.

    It says nothing of why.
    """

    event_type: ClassVar[str] = "request.escalated"

    request_id: UUID


class RequestUpdated(Event):
    """The one who asked added to the request or corrected it. Subject `request/<id>`.

    Fields that matching searches by say the new fact; None: it is as it was. Intake says all of
    them or none, so that of two the newer is enough. Once `volunteer_allowed` is False, what was
    said of category, place and level holds no more.
    """

    event_type: ClassVar[str] = "request.updated"

    request_id: UUID
    changed: tuple[Code, ...]
    """Names of the form's fields, never what they hold; why no volunteer may know is not named."""
    service_line: Open[ServiceLine] | None = None
    category: Open[Category] | None = None
    urgency: Open[Urgency] | None = None
    municipality: MunicipalityCode | None = None
    postal_code: PostalCode | None = None
    language: Open[Language] | None = None
    volunteer_allowed: bool | None = None
    min_vetting: Open[VettingLevel] | None = None
    not_for: tuple[HexHash, ...] | None = None
    also: tuple[Open[Category], ...] | None = None


class RequestReopened(SaysNeed):
    """The help did not come or was not enough: it is searched for again. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.reopened"


class FeedbackReceived(Event):
    """The one who asked answered whether they got the help they needed. Subject `request/<id>`."""

    event_type: ClassVar[str] = "feedback.received"

    request_id: UUID
    helped: Open[Helped]


class RequestCancelled(Event):
    """The requester or staff took the request back. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.cancelled"

    request_id: UUID
    reason: Open[ClosureReason]


class RequestCompleted(Event):
    """The help was given. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.completed"

    request_id: UUID
    match_id: UUID | None


class RequestClosed(Event):
    """Nothing more will happen, and why. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.closed"

    request_id: UUID
    reason: Open[ClosureReason]


class RequestAssignmentRequested(Event):
    """A command: a coordinator wants one volunteer asked. Subject `request/<id>`.

    Matching answers with `match.proposed`, with `volunteer.matched` of whoever was asked already
    and said yes on the phone, or with `request.assignment_refused`, naming this wish.
    """

    event_type: ClassVar[str] = "request.assignment_requested"

    wish_id: UUID
    request_id: UUID
    volunteer_number: int = Field(ge=1)
    """The number on the roster; it names nobody outside matching."""
    staff_id: UUID
    manner: Open[AskManner] = AskManner.BESIDE
    """Beside the others also from before it was said."""
    overrides: tuple[Open[AssignmentRefusal], ...] = ()
    """Rules to pass over for this volunteer; only those of `OVERRIDABLE` can be."""
    override_reason: Open[OverrideReason] | None = None


class RequestReferralRequested(Event):
    """A command: a coordinator wants the request referred to an organisation.

    Subject `request/<id>`. Matching answers `request.referral_refused` until there are partners.
    """

    event_type: ClassVar[str] = "request.referral_requested"

    wish_id: UUID
    request_id: UUID
    organisation_id: UUID
    staff_id: UUID


class CallLogged(Event):
    """A call with the network's phone ended. Subject `call/<id>`.

    It says nothing of what was said, nor who of the staff took it. What was asked for is told of a
    new request only, as its own event tells it: of a reserved one by the constants of all of
    these, of danger not at all.
    """

    event_type: ClassVar[str] = "call.logged"

    call_id: UUID
    direction: Open[CallDirection]
    outcome: Open[CallOutcome]
    seconds: int = Field(ge=0)
    channel: Open[Channel]
    service_line: Open[ServiceLine] | None = None
    category: Open[Category] | None = None
    request_id: UUID | None = None
    """The request that came of it, or to which it was added."""


class StaffSessionOpened(Event):
    """A member of staff signed in; other services recognise the session by its hash.

    Subject `staff_session/<id>`. The hash is SHA-256 of 256 random bits and opens nothing.
    """

    event_type: ClassVar[str] = "staff.session_opened"

    session_hash: HexHash
    staff_id: UUID
    role: Open[StaffRole]
    expires_at: AwareDatetime
    roles: tuple[Open[StaffRole], ...] = ()
    """All of them; empty from before there could be several: `role` is the only one."""
    organisation_id: UUID | None = None
    """The partner organisation or supplier they belong to."""
    permissions_version: int = Field(default=1, ge=1)
    """The table of permissions by which they were let in."""


class StaffSessionClosed(Event):
    """A member of staff signed out or was signed out. Subject `staff_session/<id>`."""

    event_type: ClassVar[str] = "staff.session_closed"

    session_hash: HexHash


EVENTS: tuple[type[Event], ...] = (
    RequestCreated,
    RequestEscalated,
    RequestUpdated,
    RequestReopened,
    FeedbackReceived,
    RequestCancelled,
    RequestCompleted,
    RequestClosed,
    RequestAssignmentRequested,
    RequestReferralRequested,
    CallLogged,
    StaffSessionOpened,
    StaffSessionClosed,
)
