"""What staff do about a failure: send it again, or note that they looked after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.notify.domain.model import DeliveryId, DeliveryLine, EndpointLine
from services.notify.ports.deliveries import DeliveryLines, WithDeliveries
from services.notify.ports.subscriptions import EndpointLines
from shared.work import Store

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """What the delivery page shows."""

    for_humans: int
    deliveries: Sequence[DeliveryLine]
    endpoints: Sequence[EndpointLine]


@dataclass(frozen=True, slots=True)
class FollowingUp:
    """The delivery page's use cases."""

    store: Store[WithDeliveries]
    deliveries: DeliveryLines
    endpoints: EndpointLines
    wake: Callable[[], None]

    async def overview(self) -> Overview:
        """Read the failures that wait for a human, the last deliveries and the endpoints."""
        return Overview(
            await self.deliveries.count_for_humans(),
            await self.deliveries.lines(SHOWN),
            await self.endpoints.lines(),
        )

    async def send_again(self, delivery: DeliveryId) -> bool:
        """Send failed news again, from the first step of the schedule."""
        async with self.store.begin() as work:
            found = await work.deliveries.send_again(delivery)
        self.wake()
        return found

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        """Take a failure off the list of what waits for a human."""
        async with self.store.begin() as work:
            return await work.deliveries.mark_handled(delivery)
