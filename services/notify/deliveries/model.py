"""A delivery, one attempt at it, what can come of it, and how staff see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NewType
from uuid import UUID

from services.notify.subscriptions.model import EndpointId
from shared.activation import Activation

DeliveryId = NewType("DeliveryId", UUID)
"""For a letter the notification's own id; for a webhook one id an endpoint and event."""


Until = datetime | EndpointId
"""How long a delivery is tried: a letter until it expires, news as its endpoint bears it."""


State = Literal["waiting", "sent", "failed"]
"""Where a delivery is; failed waits for a human."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to bring to one place, and what it is about."""

    id: DeliveryId
    channel: str
    """The kind of recipient: a row of `recipient_kinds`, also one this version cannot carry."""
    event_id: UUID
    about: UUID
    correlation_id: UUID
    municipality: str | None
    traceparent: str | None
    activation: Activation
    whose: UUID | None = None
    """Whom a letter is written to: a recall ends all that waits for them."""
    kind: str = ""
    """Which letter it is, or the type of the news."""
    place: int = 0
    """The event's number in what it is about: of one endpoint the lowest goes first."""
    organisation: UUID | None = None
    """Whose letter it is; of news its endpoint says so."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many letters were written to somebody, and when."""

    letters: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """One attempt at one delivery, ours until the lease ends by the network's clock.

    `attempt` tells ours from a later one; `tries` counts since a human last sent it again;
    `interrupted` counts the attempts right before this one that came to no end.
    """

    delivery: Delivery
    attempt: int
    tries: int
    expired: bool
    age: timedelta
    interrupted: int = 0


@dataclass(frozen=True, slots=True)
class Accepted:
    """The next carrier took it over."""

    response: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not now; trying again may help."""

    response: str
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Never; `gone` closes the whole endpoint."""

    response: str
    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It could not even be tried: a fault of ours, that may be mended or not."""


Outcome = Accepted | Refused | Rejected | Unreadable


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery as staff see it: what, where to in general, how far; never to whom."""

    id: DeliveryId
    channel: str
    kind: str
    endpoint: str | None
    state: State
    attempts: int
    response: str | None
    reason: str | None
    created_at: datetime
    due_at: datetime | None
    handled: bool

    @property
    def waits_for_a_human(self) -> bool:
        """Say whether nobody has looked after this failure yet."""
        return self.state == "failed" and not self.handled

    @property
    def can_be_sent_again(self) -> bool:
        """Say whether a human may repeat it; a failed letter's content is destroyed already."""
        return self.state == "failed" and self.endpoint is not None


@dataclass(frozen=True, slots=True)
class Undecided:
    """What waits for a person to decide."""

    failed: int
    held: int
    """For endpoints that are switched off."""
    oldest_held: datetime | None


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """A partner's endpoint as staff see it."""

    name: str
    types: tuple[str, ...]
    municipalities: tuple[str, ...]
    enabled: bool
    last_success_at: datetime | None
    waiting: int
    id: EndpointId
    disabled_at: datetime | None = None
    """Since when it is switched off."""
    oldest: datetime | None = None
    """Since when the oldest that waits for it does."""

    @property
    def needs_a_human(self) -> bool:
        """Say whether somebody must decide about what is held for it."""
        return not self.enabled and self.waiting > 0
