"""What happens to a request from the first word to closed."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Code, Event, HexHash, MunicipalityCode, Open, PostalCode
from shared.contracts.words import (
    Category,
    Channel,
    ClosureReason,
    Helped,
    Language,
    ServiceLine,
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
    may_be_referred: bool = False
    """The person agreed that a partner organisation is asked without anybody asking them again.

    Never said where an address is secret for safety: there a coordinator decides.
    """


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
    may_be_referred: bool | None = None
    refused_referral: UUID | None = None
    """The referral to an organisation whose help the person does not want; None: none."""


class RequestReopened(SaysNeed):
    """The help did not come or was not enough: it is searched for again. Subject `request/<id>`."""

    event_type: ClassVar[str] = "request.reopened"


class RequestLinked(Event):
    """It belongs together with another open request. Subject `request/<id>`: each of both says so.

    Neither ends by it, and nobody is asked otherwise than before.
    """

    event_type: ClassVar[str] = "request.linked"

    request_id: UUID
    with_id: UUID


class RequestUnlinked(Event):
    """It does not belong together with another after all, or one of both was erased.

    Subject `request/<id>`: each of both says so.
    """

    event_type: ClassVar[str] = "request.unlinked"

    request_id: UUID
    with_id: UUID


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
