"""Events for tests: valid, small, and different each time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast
from uuid import UUID, uuid4

from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.matching import HoursLogged
from shared.contracts.notify import NotificationFailed, NotificationRequested
from shared.contracts.wire import SENDERS
from shared.messaging.outbox import Announcement, Outbox


def owner_of(event_type: str) -> str:
    """Name a service that says this type."""
    return next(service for service, types in SENDERS.items() if event_type in types)


def hours_logged(subject: UUID | None = None, version: int = 1, minutes: int = 30) -> Announcement:
    """Announce hours on a match; a plain event without personal data."""
    match_id = subject or uuid4()
    return Announcement(
        subject=f"match/{match_id}",
        version=version,
        data=HoursLogged(match_id=match_id, volunteer_id=uuid4(), minutes=minutes),
        correlation_id=uuid4(),
        activation=FIRST_ACTIVATION,
    )


def lost_letter(
    published: Sequence[Announcement], reason: str = "bad_address"
) -> Envelope[NotificationFailed]:
    """Tell that the newest letter never arrived."""
    asked = [item for item in published if isinstance(item.data, NotificationRequested)][-1]
    letter = cast("NotificationRequested", asked.data)
    data = NotificationFailed(
        notification_id=letter.notification_id,
        channel=letter.channel,
        about=letter.about,
        reason=reason,
        attempts=1,
    )
    writer = Outbox(source="porukalla/notify", now=lambda: datetime.now(UTC), new_id=uuid4)
    found = writer.envelope(replace(asked, version=2, data=data))
    return cast("Envelope[NotificationFailed]", found)


def outbox(new_id: Callable[[], UUID] = uuid4) -> Outbox:
    """Build an outbox as a service has it."""
    return Outbox(source="porukalla/matching", now=lambda: datetime.now(UTC), new_id=new_id)
