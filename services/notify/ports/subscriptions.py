"""Partners' endpoints and what they want to hear."""

from collections.abc import Sequence
from typing import Protocol

from services.notify.domain.model import EndpointId, EndpointLine


class Subscriptions(Protocol):
    """Endpoints and their subscriptions, in one transaction."""

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this type from this municipality."""
        ...

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold everything for this endpoint: it says it is gone."""
        ...


class WithSubscriptions(Protocol):
    """A transaction in which subscriptions can be read and changed."""

    @property
    def subscriptions(self) -> Subscriptions:
        """Give the subscriptions as this transaction sees them."""
        ...


class EndpointLines(Protocol):
    """The endpoints as staff see them, read without a transaction."""

    async def lines(self) -> Sequence[EndpointLine]:
        """List the partners' endpoints by name."""
        ...
