"""What is announced of the network's life: how it stands, and no word of why."""

from services.intake.activation.model import Stand
from shared.contracts.activation_words import ActivationState, OpenChannel
from shared.contracts.intake import ActivationChanged
from shared.contracts.words import ServiceLine
from shared.messaging.outbox import Announcement, Story


def changed(stand: Stand, was: ActivationState | None) -> Announcement:
    """Say the whole of how an activation stands."""
    standing, reach = stand.standing, stand.standing.reach
    data = ActivationChanged(
        state=standing.state,
        was=was,
        areas=tuple(sorted(reach.areas)),
        lines=tuple(line for line in ServiceLine if line in reach.lines),
        channels=tuple(channel for channel in OpenChannel if channel in reach.channels),
        sign_up=reach.sign_up,
        valid_until=reach.valid_until,
        review_on=reach.review_on,
        opened_at=standing.opened_at,
        since=standing.since,
        changed_at=standing.changed_at,
    )
    activation = stand.activation
    story = Story(activation.id, activation=activation)
    return story.say(f"activation/{activation.id}", standing.version, data)
