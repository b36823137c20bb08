"""What the use cases need from the world, in their own words."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

from services.notify.domain.model import (
    Call,
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointId,
    EndpointLine,
    Letter,
    Mail,
    News,
    Outcome,
    Text,
)
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.messaging.errors import PermanentError
from shared.messaging.outbox import Announcement


class UnwritableLetterError(PermanentError):
    """There is no such template in this language, or one of its values is missing."""


class Work(Protocol):
    """One transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event; False means its work is done already."""
        ...

    async def keep_letter(self, delivery: Delivery, letter: Letter, expires_at: datetime) -> None:
        """Keep a letter, sealed, due at once; a notification that is known already stays."""
        ...

    async def keep_news(self, delivery: Delivery, endpoint: EndpointId, news: News) -> None:
        """Keep news for one endpoint, due at once; the same event twice is kept once."""
        ...

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this type from this municipality."""
        ...

    async def letter(self, delivery: DeliveryId) -> Letter | None:
        """Unseal a letter; None when its content is destroyed already."""
        ...

    async def call(self, delivery: DeliveryId) -> Call:
        """Give the news with the endpoint's address and unsealed secrets."""
        ...

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        """End the delivery well; gives its next version, or None when a later attempt took over."""
        ...

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        """End the delivery for a human to look at; gives its next version, or None as above."""
        ...

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        """Make the delivery due again after the delay, or when it expires if that is sooner."""
        ...

    async def destroy_letter(self, delivery: DeliveryId) -> None:
        """Erase recipient and content and the key they were sealed with."""
        ...

    async def switch_off_endpoint(self, delivery: DeliveryId) -> None:
        """Hold everything for the endpoint of this delivery: it says it is gone."""
        ...

    async def send_again(self, delivery: DeliveryId) -> bool:
        """Make failed news due now, its endpoint switched on; False when it cannot be."""
        ...

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        """Note that a human looked after a failure; False when none waits there."""
        ...

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Know a member of staff who signed in."""
        ...

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Know them no more, even when this arrives before the sign-in."""
        ...

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Say events in this transaction."""
        ...


class Store(Protocol):
    """Where deliveries live."""

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open one transaction; leaving it without an error commits."""
        ...

    async def claim_letters(self, limit: int) -> Sequence[Claim]:
        """Lease due letters; when this returns the attempts are on record."""
        ...

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        """Lease due webhook deliveries, few an endpoint, so that a slow one delays no other."""
        ...

    async def deliveries(self, limit: int) -> Sequence[DeliveryLine]:
        """List what waits for a human, then the newest, at most `limit` of each."""
        ...

    async def count_for_humans(self) -> int:
        """Count the failures nobody has looked after."""
        ...

    async def endpoints(self) -> Sequence[EndpointLine]:
        """List the partners' endpoints by name."""
        ...


class Renderer(Protocol):
    """Turns a template and its values into words."""

    def __call__(self, template: str, language: str, values: Mapping[str, str]) -> Text:
        """Write the letter, or raise UnwritableLetterError."""
        ...


class MailSender(Protocol):
    """Hands one mail to the next mail server."""

    async def __call__(self, mail: Mail) -> Outcome:
        """Try once; every failure is an outcome, not an exception."""
        ...


class WebhookSender(Protocol):
    """Posts one piece of news to one endpoint."""

    async def __call__(self, call: Call) -> Outcome:
        """Try once; every failure is an outcome, not an exception."""
        ...
