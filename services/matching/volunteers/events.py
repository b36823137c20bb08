"""What is announced about a volunteer."""

from services.matching.volunteers.model import Volunteer
from shared.contracts import words
from shared.contracts.matching import VolunteerAvailabilityChanged, VolunteerRegistered
from shared.contracts.volunteer_words import VolunteerStanding
from shared.messaging.outbox import Announcement, Story


def registered(volunteer: Volunteer) -> Announcement:
    """Say that someone offered to help."""
    offer = volunteer.offer
    data = VolunteerRegistered(
        volunteer_id=volunteer.id,
        municipality=offer.municipality,
        languages=tuple(words.Language(code) for code in offer.languages),
        categories=tuple(words.Category(code) for code in offer.categories),
    )
    story = Story(volunteer.id, offer.municipality, activation=volunteer.activation)
    return story.say(f"volunteer/{volunteer.id}", 1, data)


def availability_changed(
    volunteer: Volunteer, version: int, standing: VolunteerStanding
) -> Announcement:
    """Say whether somebody can be asked from now on."""
    data = VolunteerAvailabilityChanged(volunteer_id=volunteer.id, state=standing)
    story = Story(volunteer.id, volunteer.offer.municipality, activation=volunteer.activation)
    return story.say(f"volunteer/{volunteer.id}", version, data)
