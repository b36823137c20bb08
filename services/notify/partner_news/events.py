"""What is said of an organisation's endpoint."""

from services.notify.subscriptions.model import Silenced
from shared.contracts.notify import EndpointSwitchedOff
from shared.messaging.outbox import Announcement, Story


def switched_off(silenced: Silenced, version: int) -> Announcement:
    """Say that it went off by itself, so that people are told."""
    data = EndpointSwitchedOff(endpoint_id=silenced.endpoint, organisation_id=silenced.organisation)
    story = Story(silenced.organisation, activation=silenced.activation)
    return story.say(f"endpoint/{silenced.endpoint}", version, data)
