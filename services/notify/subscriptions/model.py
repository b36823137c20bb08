"""A partner organisation's endpoint: where it is, how it is signed for, what it wants to hear."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NewType
from uuid import UUID

from shared.activation import Activation

EndpointId = NewType("EndpointId", UUID)

NOBODY: Final = UUID(int=0)
"""Whose an endpoint is that the operator looks after."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody may choose news by: all that an event says of itself in codes."""

    type: str
    municipality: str | None = None
    line: str | None = None
    """Of what names none, whoever wants the type and the place hears."""
    organisation: UUID | None = None
    """Whose it is: no other organisation hears of it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to hear; no municipalities means all of them, no lines every line."""

    types: Sequence[str]
    municipalities: Sequence[str] = ()
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is said when an endpoint is added."""

    name: str
    url: str
    secret: str
    wishes: Wishes
    organisation: UUID | None = None
    """Whose it is; None for one that the operator looks after, which is believed unchecked."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """An endpoint that hears of an event, and whose it is."""

    endpoint: EndpointId
    organisation: UUID | None = None


TrialKind = Literal["challenge", "test"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an endpoint is and how it is signed for; every secret signs."""

    url: str
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Silenced:
    """An organisation's endpoint that went off by itself."""

    endpoint: EndpointId
    organisation: UUID
    url: str
    activation: Activation


def sealed_under(endpoint: EndpointId) -> str:
    """Name the subject whose key seals the endpoint's secrets."""
    return f"endpoint/{endpoint}"
