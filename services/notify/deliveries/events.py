"""What is said about a delivery when it has ended."""

from services.notify.deliveries.model import Claim
from shared.contracts.notify import NotificationFailed, NotificationSent
from shared.contracts.words import NoticeChannel
from shared.messaging.outbox import Announcement


def ended(claim: Claim, version: int, reason: str | None) -> Announcement:
    """Say that a delivery was handed over, or why it was given up."""
    delivery = claim.delivery
    return Announcement(
        subject=f"notification/{delivery.id}",
        version=version,
        data=_sent(claim) if reason is None else _failed(claim, reason),
        correlation_id=delivery.correlation_id,
        causation_id=delivery.event_id,
        municipality=delivery.municipality,
        activation=delivery.activation,
    )


def _sent(claim: Claim) -> NotificationSent:
    return NotificationSent(
        notification_id=claim.delivery.id,
        channel=claim.delivery.channel,
        about=claim.delivery.about,
        attempts=claim.attempt,
        template=_template(claim),
    )


def _failed(claim: Claim, reason: str) -> NotificationFailed:
    return NotificationFailed(
        notification_id=claim.delivery.id,
        channel=claim.delivery.channel,
        about=claim.delivery.about,
        reason=reason,
        attempts=claim.attempt,
        template=_template(claim),
    )


def _template(claim: Claim) -> str | None:
    is_letter = claim.delivery.channel != NoticeChannel.WEBHOOK
    return (claim.delivery.kind or None) if is_letter else None
