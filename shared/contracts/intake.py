"""What intake says: requests from the first word to closed, and who of the staff is signed in."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.contracts.event import Event, HexHash, MunicipalityCode, PostalCode
from shared.contracts.words import (
    Category,
    Channel,
    ClosureReason,
    Language,
    ServiceLine,
    StaffRole,
    Urgency,
)


class RequestCreated(Event):
    """Someone asked for help and the request passed validation. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.created"

    request_id: UUID
    service_line: ServiceLine
    category: Category | None
    """None when the category itself would reveal health; `service_line` then says enough."""
    urgency: Urgency
    municipality: MunicipalityCode
    postal_code: PostalCode
    language: Language
    channel: Channel
    on_behalf: bool
    volunteer_allowed: bool
    """False when a volunteer must not be proposed (sensitive, address secrecy)."""
    series_id: UUID | None = None
    """Requests of one series want the same volunteer; None for one that stands alone."""


class RequestCancelled(Event):
    """The requester or staff took the request back. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.cancelled"

    request_id: UUID
    reason: ClosureReason


class RequestCompleted(Event):
    """The help was given. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.completed"

    request_id: UUID
    match_id: UUID | None


class RequestClosed(Event):
    """Nothing more will happen, and why. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.closed"

    request_id: UUID
    reason: ClosureReason


class StaffSessionOpened(Event):
    """A member of staff signed in; other services recognise the session by its hash.

    Subject `staff_session/<id>`. The hash is SHA-256 of 256 random bits and opens nothing.
    """

    event_type: ClassVar[str] = "staff.session_opened"

    session_hash: HexHash
    staff_id: UUID
    role: StaffRole
    expires_at: AwareDatetime


class StaffSessionClosed(Event):
    """A member of staff signed out or was signed out. Subject `staff_session/<id>`."""

    event_type: ClassVar[str] = "staff.session_closed"

    session_hash: HexHash


EVENTS: tuple[type[Event], ...] = (
    RequestCreated,
    RequestCancelled,
    RequestCompleted,
    RequestClosed,
    StaffSessionOpened,
    StaffSessionClosed,
)
