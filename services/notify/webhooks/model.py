"""News for a partner organisation, and the call that brings them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notify.subscriptions.model import EndpointId


@dataclass(frozen=True, slots=True)
class Links:
    """Where a partner reads on, as complete addresses."""

    reports: str
    timeline: Callable[[UUID], str]
    """From a request's id."""
    own: Callable[[UUID, UUID], str]
    """From an organisation and an event: what a member of it is shown."""


@dataclass(frozen=True, slots=True)
class News:
    """What a partner is told: that it happened and where to look, never about whom."""

    id: UUID
    type: str
    time: datetime
    subject: str
    link: str


@dataclass(frozen=True, slots=True)
class Call:
    """News for one endpoint; every secret signs, so that a partner can change over calmly."""

    endpoint: EndpointId
    url: str
    secrets: tuple[str, ...]
    news: News
    challenge: str = ""
    """What whoever is there must say back; empty for news."""
