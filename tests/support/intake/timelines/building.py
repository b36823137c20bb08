"""Messages and entries for tests."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from services.intake.requests.model import RequestId
from services.intake.timelines.model import Entry, Message
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from tests.support.intake.building import NOW
from tests.support.intake.page_world import PageWorld
from tests.support.intake.requests.building import envelope


def message(
    version: int = 2, reason: str | None = None, template: str | None = "proposal"
) -> Message:
    """Give what became of a message."""
    return Message(uuid4(), version, template, NoticeChannel.EMAIL, NOW, reason)


def sent(
    request_id: UUID, letter_id: UUID, version: int = 2, template: str = "proposal"
) -> Envelope[NotificationSent]:
    """Say that a letter about a request left."""
    data = NotificationSent(
        notification_id=letter_id,
        channel=NoticeChannel.EMAIL,
        about=uuid4(),
        attempts=1,
        template=template,
    )
    return envelope(f"notification/{letter_id}", version, data, request_id)


def failed(request_id: UUID, letter_id: UUID, version: int = 2) -> Envelope[NotificationFailed]:
    """Say that it never will."""
    data = NotificationFailed(
        notification_id=letter_id,
        channel=NoticeChannel.EMAIL,
        about=uuid4(),
        reason="bad_address",
        attempts=3,
        template="proposal",
    )
    return envelope(f"notification/{letter_id}", version, data, request_id)


def entry(what: str, minutes: int, code: str = "", *fields: str, who: str = "") -> Entry:
    """Give what happened so many minutes from now."""
    at: datetime = NOW + timedelta(minutes=minutes)
    return Entry(at, what, code, fields, who)


STORY = (
    entry("call", 1, "new_request", "inbound", "240", who="Oona"),
    entry("proposal", 2, "open"),
    entry("sent", 3, "proposal", "email"),
    entry("proposal", 4, "open"),
    entry("sent", 5, "proposal", "email"),
    entry("proposal", 9, "declined"),
    entry("corrected", 12, "", "street", "text"),
    entry("wish", 20, "ask", "17", who="Kaisa"),
    entry("wish_answer", 21, "asked", "17"),
    entry("proposal", 22, "open"),
    entry("failed", 25, "proposal", "email", "bad_address"),
    entry("proposal", 40, "expired"),
    entry("unmatched", 41, "everyone_asked"),
    entry("person_called", 45, "call_back"),
    entry("person_took", 50, "call_back", who="Oona"),
    entry("person_settled", 58, "reached", "call_back", who="Oona"),
    entry("act", 59, "closed", "no_contact", who="Kaisa"),
    entry("frobnicated", 60, "later_version"),
    entry("closed", 70, "cancelled"),
)
"""Some of everything."""


def lay_story(world: PageWorld, request_id: UUID, times: int = 1) -> None:
    """Let the store tell the story of a request, several times over if so."""
    world.store.state.entries += [(RequestId(request_id), each) for each in STORY * times]
