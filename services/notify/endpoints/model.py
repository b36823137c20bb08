"""An endpoint as its organisation sees it, and what was posted to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.notify.deliveries.model import DeliveryId, State
from services.notify.subscriptions.model import EndpointId, TrialKind, Wishes
from services.notify.webhooks.model import News

Standing = Literal["unchecked", "on", "failing", "off"]


@dataclass(frozen=True, slots=True)
class Trial:
    """The last time it was tried by hand; no response while nobody knows."""

    kind: TrialKind
    at: datetime
    response: str | None


@dataclass(frozen=True, slots=True)
class OwnEndpoint:
    """What an organisation sees of one of its endpoints."""

    id: EndpointId
    url: str
    wishes: Wishes
    enabled: bool
    is_checked: bool
    has_two_secrets: bool
    last_success_at: datetime | None
    failing_since: datetime | None
    disabled_at: datetime | None
    waiting: int
    missed: int
    """What failed and nobody has seen to."""
    trial: Trial | None

    @property
    def standing(self) -> Standing:
        """Say in a word how it stands."""
        if not self.is_checked:
            return "unchecked"
        if not self.enabled:
            return "off"
        return "failing" if self.failing_since else "on"


@dataclass(frozen=True, slots=True)
class OwnDelivery:
    """One piece of news for one endpoint."""

    id: DeliveryId
    kind: str
    created_at: datetime
    state: State
    attempts: int
    response: str | None
    reason: str | None
    due_at: datetime | None
    finished_at: datetime | None

    @property
    def can_be_sent_again(self) -> bool:
        """Say whether it was given up."""
        return self.state == "failed"


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt; one without an end was cut off."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    response: str | None


@dataclass(frozen=True, slots=True)
class Posted:
    """A delivery with what is posted, and each attempt."""

    delivery: OwnDelivery
    news: News
    tries: Sequence[Try]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which deliveries are looked at, and behind which one the list goes on."""

    state: State | None = None
    kind: str | None = None
    after: DeliveryId | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of deliveries, the newest first, and behind which the next begins."""

    deliveries: Sequence[OwnDelivery]
    next: DeliveryId | None
