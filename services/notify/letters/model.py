"""A letter as it is kept, written and mailed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notify.deliveries.model import DeliveryId


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person is told; exists unsealed only in memory, and only while being sent."""

    template: str
    language: str
    recipient: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A letter in words."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One text for exactly one address; the id makes a double recognisable."""

    id: DeliveryId
    recipient: str
    language: str
    text: Text


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Whether letters leave now."""

    last_sent_at: datetime | None
    """When the last one was taken over by the mail server; None when none ever was."""
    stuck: int
    """Letters that were refused, or that nobody tried in time, since then."""
    response: str | None
    """What the mail server answered to the newest of them, or `connection` or `timeout`."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one letter: `waiting`, `sent` or `failed`, and the last answer."""

    state: str
    response: str | None
