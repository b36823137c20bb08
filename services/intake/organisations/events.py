"""What is announced of an organisation's people: ids only."""

from services.intake.organisations.model import OrganisationId
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.contracts.intake import OrganisationInvited, OrganisationReachChanged
from shared.messaging.outbox import Announcement, Story


def invited(
    organisation_id: OrganisationId, staff_id: StaffId, version: int, activation: Activation
) -> Announcement:
    """Say that somebody of it was invited."""
    data = OrganisationInvited(organisation_id=organisation_id, staff_id=staff_id)
    story = story_of(organisation_id, activation)
    return story.say(f"organisation/{organisation_id}", version, data)


def reach_changed(
    organisation_id: OrganisationId, version: int, activation: Activation, *, is_reached: bool
) -> Announcement:
    """Say that letters reach somebody of it, or nobody."""
    data = OrganisationReachChanged(organisation_id=organisation_id, is_reached=is_reached)
    story = story_of(organisation_id, activation)
    return story.say(f"organisation/{organisation_id}", version, data)


def story_of(organisation_id: OrganisationId, activation: Activation) -> Story:
    """Give what announcements about one organisation have in common."""
    return Story(organisation_id, activation=activation)
