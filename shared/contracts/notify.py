"""What is asked of notify and what notify says back."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from shared.contracts.event import Code, Event, Open
from shared.contracts.words import Language, NoticeChannel


class NotificationRequested(Event):
    """A command: say this to that person. Subject `notification/<id>`, version 1.

    `sealed` is a sealed box (base64) only notify can open, holding
    `{"recipient": str, "values": {name: str}}`; the values are those of the template.
    """

    event_type: ClassVar[str] = "notification.requested"

    notification_id: UUID
    template: Code
    language: Open[Language]
    channel: Open[NoticeChannel]
    about: UUID
    """The request, match or volunteer it is about."""
    expires_at: AwareDatetime
    """After this nobody needs the message any more, and its sealed part is destroyed."""
    sealed: str
    """Empty once nobody may read it any more."""
    sealed_for: Code | None = None
    """Name of notify's key that opens it: that key may go when no such letter is open any more."""
    whose: UUID | None = None
    """The request or volunteer it is written to: with them it is erased."""


class NotificationRecalled(Event):
    """A command: somebody is erased, so no letter of theirs may be kept or leave any more.

    Subject `recall/<id>`, version 1. It also holds for letters that come after it.
    """

    event_type: ClassVar[str] = "notification.recalled"

    whose: UUID
    """As in the letters that were asked for."""


class NotificationSent(Event):
    """The next carrier (SMTP server, partner's endpoint) took the message over.

    Subject `notification/<id>`; for a webhook the id is the delivery's.
    """

    event_type: ClassVar[str] = "notification.sent"

    notification_id: UUID
    channel: Open[NoticeChannel]
    about: UUID
    attempts: int
    template: Code | None = None
    """Which letter it was; None for news, and from before it was said."""


class NotificationFailed(Event):
    """Given up after the last retry; a human is told. Subject `notification/<id>`."""

    event_type: ClassVar[str] = "notification.failed"

    notification_id: UUID
    channel: Open[NoticeChannel]
    about: UUID
    reason: Code
    attempts: int
    template: Code | None = None
    """Which letter it was; None for news, and from before it was said."""


class EndpointSwitchedOff(Event):
    """A partner organisation's endpoint took nothing for days, or is gone; what is for it waits.

    Subject `endpoint/<id>`.
    """

    event_type: ClassVar[str] = "endpoint.switched_off"

    endpoint_id: UUID
    organisation_id: UUID


COMMANDS: tuple[type[Event], ...] = (NotificationRequested, NotificationRecalled)
EVENTS: tuple[type[Event], ...] = (NotificationSent, NotificationFailed, EndpointSwitchedOff)
