"""Store what came of one attempt, and say it when it was the last."""

from dataclasses import dataclass
from typing import assert_never

from services.notify.domain.model import Claim, Outcome
from services.notify.domain.retrying import Again, Done, GiveUp, Step, next_step
from services.notify.ports.deliveries import DeliveryWork
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from shared.messaging.outbox import Announcement


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows, and whether this attempt ended the delivery.

    After a lease ran out a later attempt may have taken over: then the end is that one's to say.
    """

    step: Step
    has_ended: bool


async def conclude(work: DeliveryWork, claim: Claim, outcome: Outcome, jitter: float) -> Conclusion:
    """Put the delivery off, or end it and say so; `jitter` is drawn from [0, 1)."""
    step = next_step(claim.delivery.channel, claim.tries, outcome, jitter)
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


async def _say(work: DeliveryWork, claim: Claim, version: int | None, reason: str | None) -> bool:
    if version is None:
        return False
    await work.publish([_announcement(claim, version, reason)])
    return True


def _announcement(claim: Claim, version: int, reason: str | None) -> Announcement:
    delivery = claim.delivery
    return Announcement(
        subject=f"notification/{delivery.id}",
        version=version,
        data=_sent(claim) if reason is None else _failed(claim, reason),
        correlation_id=delivery.correlation_id,
        causation_id=delivery.event_id,
        municipality=delivery.municipality,
    )


def _sent(claim: Claim) -> NotificationSent:
    return NotificationSent(
        notification_id=claim.delivery.id,
        channel=NoticeChannel(claim.delivery.channel),
        about=claim.delivery.about,
        attempts=claim.attempt,
    )


def _failed(claim: Claim, reason: str) -> NotificationFailed:
    return NotificationFailed(
        notification_id=claim.delivery.id,
        channel=NoticeChannel(claim.delivery.channel),
        about=claim.delivery.about,
        reason=reason,
        attempts=claim.attempt,
    )
