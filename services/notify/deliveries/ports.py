"""What deliveries need from the world: what is to be brought, how far it is, what came of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointLine,
    Until,
    Written,
)
from services.notify.subscriptions.model import EndpointId
from services.notify.subscriptions.ports import WithSubscriptions
from shared.work import Publishes


class Deliveries(Protocol):
    """Deliveries and their attempts, in one transaction."""

    async def keep(self, delivery: Delivery, kind: str, version: int, until: Until) -> bool:
        """Keep a delivery, due at once; its next event has the number after `version`.

        False when it is known already, or when the endpoint has this event already.
        """
        ...

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        """End the delivery well; gives its next version, or None when a later attempt took over."""
        ...

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        """End the delivery for a human to look at; gives its next version, or None as above."""
        ...

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        """Make the delivery due again after the delay, or when it expires if that is sooner."""
        ...

    async def recall(self, whose: UUID, reason: str) -> Sequence[tuple[Claim, int]]:
        """End all that waits for somebody, with their next versions; no human needs to look."""
        ...

    async def written_to(self, people: Sequence[UUID]) -> Written | None:
        """Count the letters to somebody who goes by these ids; None where there are none."""
        ...

    async def let_go(
        self, endpoint: EndpointId, reason: str, limit: int
    ) -> Sequence[tuple[Claim, int]]:
        """End some that waits for an endpoint, as above."""
        ...

    async def send_again(self, delivery: DeliveryId) -> bool:
        """Make failed news due now, its endpoint switched on; False when it cannot be."""
        ...

    async def send_missed(self, endpoint: EndpointId, since: datetime | None) -> int:
        """Make due now what failed since then and nobody has seen to, and what waits.

        Of one subject the oldest goes first. Gives how many had failed.
        """
        ...

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        """Note that a human looked after a failure; False when none waits there."""
        ...


class WithDeliveries(Protocol):
    """A transaction in which deliveries can be kept and changed."""

    @property
    def deliveries(self) -> Deliveries:
        """Give the deliveries as this transaction sees them."""
        ...


class DeliveryWork(WithDeliveries, Publishes, Protocol):
    """What concluding a delivery needs of a transaction."""


class FollowUpWork(DeliveryWork, WithSubscriptions, Protocol):
    """What staff may do about deliveries and endpoints needs of a transaction."""


class DueDeliveries(Protocol):
    """What the loops take; each claim is a transaction of its own."""

    async def claim_of_kind(self, kind: str, limit: int) -> Sequence[Claim]:
        """Lease what is due for recipients of one kind; the attempts are on record then."""
        ...

    async def claim_calls(self, limit: int) -> Sequence[Claim]:
        """Lease due webhook deliveries, few an endpoint, so that a slow one delays no other."""
        ...


class DeliveryLines(Protocol):
    """The deliveries as staff see them, read without a transaction."""

    async def lines(self, limit: int) -> Sequence[DeliveryLine]:
        """List what waits for a human, then the newest, at most `limit` of each."""
        ...

    async def count_for_humans(self) -> int:
        """Count the failures nobody has looked after."""
        ...


class EndpointLines(Protocol):
    """The endpoints as staff see them, read without a transaction."""

    async def lines(self) -> Sequence[EndpointLine]:
        """List the partners' endpoints by name."""
        ...
