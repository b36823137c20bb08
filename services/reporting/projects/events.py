"""What is announced of projects: that somebody was shown a form, and nothing of them."""

from uuid import UUID

from shared.activation import Activation
from shared.contracts.reporting import ParticipantDirected, ParticipantForm
from shared.messaging.outbox import Announcement, Story


def directed(
    direction_id: UUID, project: str, form: ParticipantForm, activation: Activation
) -> Announcement:
    """Say that somebody was shown where a form is filled in."""
    data = ParticipantDirected(direction_id=direction_id, project=project, participant_form=form)
    story = Story(direction_id, activation=activation)
    return story.say(f"direction/{direction_id}", 1, data)
