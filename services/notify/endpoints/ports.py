"""What an organisation's endpoints need from the world."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.deliveries.ports import WithDeliveries
from services.notify.endpoints.model import Choice, OwnDelivery, OwnEndpoint, Posted
from services.notify.letters.ports import WithRecalls
from services.notify.subscriptions.model import EndpointId
from services.notify.subscriptions.ports import WithOwnSubscriptions


class OwnWork(WithOwnSubscriptions, WithDeliveries, WithRecalls, Protocol):
    """What an organisation may do about its endpoints needs of a transaction."""


class OwnEndpoints(Protocol):
    """What an organisation is shown."""

    async def all_of(self, organisation: UUID) -> Sequence[OwnEndpoint]:
        """List its endpoints, the first one first."""
        ...

    async def deliveries_of(
        self, organisation: UUID, endpoint: EndpointId, choice: Choice, limit: int
    ) -> Sequence[OwnDelivery]:
        """List what was or is to be posted to one of them, the newest first."""
        ...

    async def posted(
        self, organisation: UUID, endpoint: EndpointId, delivery: DeliveryId
    ) -> Posted | None:
        """Give one of these with all its attempts."""
        ...


WrongWith = Callable[[str], Awaitable[str | None]]
"""Says why nothing would be posted to an address; None where it would."""
LetGo = Callable[[EndpointId], Awaitable[bool]]
"""Ends what is held for an endpoint that is off."""
