"""Make a delivery of an event, conclude an attempt, and what staff do about a failure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from services.notify.deliveries.events import ended
from services.notify.deliveries.model import (
    Claim,
    Delivery,
    DeliveryId,
    DeliveryLine,
    EndpointLine,
    Outcome,
)
from services.notify.deliveries.ports import (
    DeliveryLines,
    DeliveryWork,
    EndpointLines,
    FollowUpWork,
)
from services.notify.deliveries.rules import Again, Done, GiveUp, Ladder, Step, next_step
from services.notify.subscriptions.model import EndpointId
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.work import Store

SHOWN = 50
RECALLED = "recalled"
"""Why nothing leaves for somebody who is erased."""
LET_GO = "endpoint_off"
"""Why a partner is not told what was held for an endpoint that is off."""
AT_ONCE = 500
"""What is let go in one transaction."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the delivery page shows."""

    for_humans: int
    deliveries: Sequence[DeliveryLine]
    endpoints: Sequence[EndpointLine]

    @property
    def held(self) -> int:
        """Count what is held for endpoints that are off, until somebody decides."""
        return sum(line.waiting for line in self.endpoints if line.needs_a_human)


@dataclass(frozen=True, slots=True)
class FollowUpDeliveries:
    """The delivery page's use cases; `wake` tells the loops that something is due."""

    store: Store[FollowUpWork]
    deliveries: DeliveryLines
    endpoints: EndpointLines
    wake: Callable[[], None]

    async def show_deliveries(self) -> Overview:
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

    async def switch_on(self, endpoint: EndpointId) -> bool:
        """Let go out what is held for an endpoint, and what failed that nobody has seen to."""
        async with self.store.begin() as work:
            is_changed = await work.subscriptions.switch_on(endpoint)
            if is_changed:
                await work.deliveries.send_missed(endpoint, None)
        self.wake()
        return is_changed

    async def let_go(self, endpoint: EndpointId) -> bool:
        """End what is held for an endpoint that is off: its partner is not told any more."""
        count = await self._let_some_go(endpoint)
        has_ended = count > 0
        while count == AT_ONCE:
            count = await self._let_some_go(endpoint)
        return has_ended

    async def _let_some_go(self, endpoint: EndpointId) -> int:
        async with self.store.begin() as work:
            if not await work.subscriptions.is_off(endpoint):
                return 0
            return await let_some_go(work, endpoint, LET_GO)


async def let_some_go(work: DeliveryWork, endpoint: EndpointId, reason: str) -> int:
    """End some of what waits for an endpoint and say so; gives how much."""
    gone = await work.deliveries.let_go(endpoint, reason, AT_ONCE)
    await work.publish([ended(claim, version, reason) for claim, version in gone])
    return len(gone)


def delivery_of(
    event: Envelope[Event],
    identity: DeliveryId,
    channel: str,
    about: UUID,
    whose: UUID | None = None,
) -> Delivery:
    """Make a delivery that an event causes; it belongs to the activation the event says."""
    return Delivery(
        id=identity,
        channel=channel,
        event_id=event.id,
        about=about,
        correlation_id=event.correlationid,
        municipality=event.municipality,
        traceparent=event.traceparent,
        activation=Activation(event.activationid, event.exercise),
        whose=whose,
        place=event.subjectversion,
    )


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows, and whether this attempt ended the delivery.

    After a lease ran out a later attempt may have taken over: then the end is that one's to say.
    """

    step: Step
    has_ended: bool


async def conclude(
    work: DeliveryWork, claim: Claim, outcome: Outcome, ladder: Ladder, jitter: float
) -> Conclusion:
    """Put the delivery off, or end it and say so; `jitter` is drawn from [0, 1)."""
    step = next_step(ladder, claim.tries, outcome, jitter)
    match step:
        case Again(response, delay):
            await work.deliveries.put_off(claim, response, delay)
            return Conclusion(step, has_ended=False)
        case Done(response):
            version = await work.deliveries.mark_sent(claim, response)
            return Conclusion(step, await _say(work, claim, version, None))
        case GiveUp(response, reason):
            version = await work.deliveries.mark_failed(claim, response, reason)
            return Conclusion(step, await _say(work, claim, version, reason))
    assert_never(step)


async def recall_deliveries(work: DeliveryWork, whose: UUID) -> Sequence[DeliveryId]:
    """End all that waits for somebody who is erased and say so; gives what ended."""
    recalled = await work.deliveries.recall(whose, RECALLED)
    await work.publish([ended(claim, version, RECALLED) for claim, version in recalled])
    return [claim.delivery.id for claim, _ in recalled]


async def _say(work: DeliveryWork, claim: Claim, version: int | None, reason: str | None) -> bool:
    if version is None:
        return False
    await work.publish([ended(claim, version, reason)])
    return True
