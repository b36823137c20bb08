"""Builders with one bent line: events, deliveries and claims of notify."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from services.notify.deliveries.model import Claim, Delivery, DeliveryId
from services.notify.letters.model import Letter
from services.notify.webhooks.model import News
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestCreated
from shared.contracts.matching import ActivityLogged
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from shared.contracts.wire import schema_url
from shared.contracts.words import (
    Basis,
    Category,
    Language,
    NoticeChannel,
    ServiceLine,
    Urgency,
)
from shared.contracts.words import Channel as RequestChannel
from shared.sealing.box import new_keypair, seal_for
from shared.sealing.notices import Notice
from tests.support.events import owner_of

EventT = TypeVar("EventT", bound=Event)

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PRIVATE_KEY, PUBLIC_KEY = new_keypair()
HELP = Activation(UUID("01939f6c-0000-7000-8000-000000000002"))
EXERCISE = Activation(UUID("01939f6c-0000-7000-8000-000000000003"), exercise=True)
RECIPIENT = "aino@example.org"
VALUES = {
    "reference": "K7-0A11",
    "status_url": "http://localhost:8080/fi/p/token",
    "first_name": "Aino",
}


def envelope(
    data: Event, subject: str, *, municipality: str | None = "491", event_id: UUID | None = None
) -> Envelope[Any]:
    """Wrap data as another service would publish it."""
    return Envelope[Any](
        id=event_id or uuid4(),
        type=data.event_type,
        source=f"porukalla/{owner_of(data.event_type)}",
        subject=subject,
        time=NOW,
        dataschema=schema_url(data.event_type),
        subjectversion=1,
        correlationid=uuid4(),
        municipality=municipality,
        activationid=HELP.id,
        data=data,
    )


def of_exercise(event: Envelope[EventT]) -> Envelope[EventT]:
    """Give the same event as an exercise says it."""
    return event.model_copy(update={"activationid": EXERCISE.id, "exercise": True})


def notification_requested(
    *,
    template: str = "request_received",
    recipient: str = RECIPIENT,
    expires_at: datetime = NOW + timedelta(days=1),
    channel: NoticeChannel | str = NoticeChannel.EMAIL,
    language: Language | str = Language.FINNISH,
    sealed: str | None = None,
    whose: UUID | None = None,
) -> Envelope[NotificationRequested]:
    """Ask for a mail."""
    notification_id = uuid4()
    box = seal_for(PUBLIC_KEY, Notice(recipient, VALUES).to_json())
    data = NotificationRequested(
        notification_id=notification_id,
        template=template,
        language=language,
        channel=channel,
        about=uuid4(),
        expires_at=expires_at,
        sealed=box if sealed is None else sealed,
        whose=whose,
    )
    return envelope(data, f"notification/{notification_id}")


def notification_recalled(whose: UUID) -> Envelope[NotificationRecalled]:
    """Recall what is written to somebody."""
    return envelope(NotificationRecalled(whose=whose), f"recall/{uuid4()}")


def request_created(municipality: str = "491") -> Envelope[RequestCreated]:
    """Say that someone asked for help."""
    request_id = uuid4()
    data = RequestCreated(
        request_id=request_id,
        service_line=ServiceLine.ERRANDS,
        category=Category.GROCERIES,
        urgency=Urgency.TODAY,
        municipality=municipality,
        postal_code="50100",
        language=Language.FINNISH,
        channel=RequestChannel.WEB,
        on_behalf=False,
        volunteer_allowed=True,
    )
    return envelope(data, f"request/{request_id}", municipality=municipality)


def activity_logged() -> Envelope[ActivityLogged]:
    """Say that a food line was held, which no request asked for."""
    activity_id = uuid4()
    data = ActivityLogged(
        activity_id=activity_id,
        assignment_id=None,
        request_id=None,
        service_line=ServiceLine.FOOD,
        municipality="491",
        occurred_on=NOW.date(),
        headcount=120,
        basis=Basis.COUNTED,
        minutes=120,
    )
    return envelope(data, f"activity/{activity_id}")


def delivery(
    channel: str = NoticeChannel.EMAIL, activation: Activation = HELP, whose: UUID | None = None
) -> Delivery:
    """Give a delivery of its own."""
    return Delivery(
        id=DeliveryId(uuid4()),
        channel=channel,
        event_id=uuid4(),
        about=uuid4(),
        correlation_id=uuid4(),
        municipality="491",
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        activation=activation,
        whose=whose,
    )


def letter(recipient: str = RECIPIENT) -> Letter:
    """Give a letter as it lies in the store."""
    return Letter("request_received", "fi", recipient, VALUES)


def news(event_id: UUID | None = None) -> News:
    """Give news for a partner."""
    return News(
        event_id or uuid4(),
        "request.created",
        NOW,
        f"request/{uuid4()}",
        "http://localhost:8080/fi/raportit",
    )


def claim(channel: str = NoticeChannel.EMAIL, *, tries: int = 1, expired: bool = False) -> Claim:
    """Give a claimed delivery."""
    return Claim(delivery(channel), tries, tries, expired, timedelta(0))
