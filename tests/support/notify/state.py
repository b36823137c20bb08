"""Everything of notify's world in memory that a transaction can change."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.notify.deliveries.model import Delivery, DeliveryId, State
from services.notify.letters.model import Letter
from services.notify.partner_news.model import LetterWish, OwnNews
from services.notify.subscriptions.model import EndpointId, Wishes
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
    organisation: UUID | None = None
    lines: tuple[str, ...] = ()
    checked_at: datetime | None = NOW
    wanted_since: datetime = NOW
    removed_at: datetime | None = None
    failing_since: datetime | None = None
    tried_at: datetime | None = None
    tried: str | None = None
    tried_response: str | None = None
    told_off_at: datetime | None = None
    version: int = 0

    @property
    def wishes(self) -> Wishes:
        """What it wants to hear."""
        return Wishes(self.types, self.municipalities, self.lines)


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
    finished_at: datetime | None = None
    letter: Letter | None = None
    news: News | None = None

    def is_due(self, now: datetime) -> bool:
        """Say whether the loop may take it."""
        due = self.due_at is not None and self.due_at <= now
        free = self.leased_until is None or self.leased_until <= now
        return self.state == "waiting" and due and free


@dataclass
class FakeWish:
    """What an organisation wants by letter, and the link that confirms its address."""

    wish: LetterWish
    activation: Activation
    token: str | None = None
    until: datetime | None = None
    asked: int = 0
    asked_since: datetime | None = None


@dataclass
class FakeState(StaffedState):
    """Everything a transaction can change."""

    now: datetime = NOW
    wishes: dict[UUID, FakeWish] = field(default_factory=dict)
    own_news: dict[tuple[UUID, UUID], OwnNews] = field(default_factory=dict)
    told_in: dict[tuple[UUID, UUID], DeliveryId] = field(default_factory=dict)
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


def fake_endpoint(
    *types: str, name: str | None = None, organisation: UUID | None = None
) -> FakeEndpoint:
    """Give an endpoint that wants these types."""
    identity = EndpointId(uuid4())
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    url = "https://partner.example/hook"
    return FakeEndpoint(
        identity, name or str(identity), url, (secret,), types, organisation=organisation
    )
