"""Everything of notify's world in memory that a transaction can change."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.notify.deliveries.model import Delivery, DeliveryId, State
from services.notify.letters.model import Letter
from services.notify.subscriptions.model import EndpointId
from services.notify.webhooks.model import News
from shared.activation import Activation
from tests.support.fake_store import StaffedState
from tests.support.notify.building import HELP, NOW


@dataclass
class FakeEndpoint:
    """A partner's endpoint."""

    id: EndpointId
    name: str
    url: str
    secrets: tuple[str, ...]
    types: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    enabled: bool = True
    last_success_at: datetime | None = None
    disabled_at: datetime | None = None
    rests_until: datetime | None = None
    rests_since: datetime | None = None
    activation: Activation = HELP


@dataclass
class FakeRow:
    """A delivery as it lies in the store."""

    delivery: Delivery
    kind: str
    version: int
    expires_at: datetime | None
    endpoint: EndpointId | None
    created_at: datetime
    due_at: datetime | None
    state: State = "waiting"
    attempts: int = 0
    tries: int = 0
    leased_until: datetime | None = None
    interrupted: int = 0
    response: str | None = None
    reason: str | None = None
    handled: bool = False
    letter: Letter | None = None
    news: News | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether the loop may take it."""
        due = self.due_at is not None and self.due_at <= now
        free = self.leased_until is None or self.leased_until <= now
        return self.state == "waiting" and due and free


@dataclass
class FakeState(StaffedState):
    """Everything a transaction can change."""

    now: datetime = NOW
    rows: dict[DeliveryId, FakeRow] = field(default_factory=dict)
    recalls: set[UUID] = field(default_factory=set)
    endpoints: dict[EndpointId, FakeEndpoint] = field(default_factory=dict)


@dataclass(frozen=True)
class FakeRepository:
    """A room of the fake work, over the state of its transaction."""

    state: FakeState


class HasState(Protocol):
    """A store whose state may be looked into."""

    state: FakeState


def fake_endpoint(*types: str, name: str | None = None) -> FakeEndpoint:
    """Give an endpoint that wants these types."""
    identity = EndpointId(uuid4())
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    url = "https://partner.example/hook"
    return FakeEndpoint(identity, name or str(identity), url, (secret,), types)
