"""A partner organisation's endpoint: where it is, how it is signed for, what it wants to hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType
from uuid import UUID

EndpointId = NewType("EndpointId", UUID)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What the operator says when an endpoint is added; no municipalities means all of them."""

    name: str
    url: str
    secret: str
    types: Sequence[str]
    municipalities: Sequence[str] = ()


def sealed_under(endpoint: EndpointId) -> str:
    """Name the subject whose key seals the endpoint's secrets."""
    return f"endpoint/{endpoint}"
