"""The letter to somebody who applied."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.volunteers.model import Contact, Volunteer
from services.matching.volunteers.ports import Post
from services.matching.volunteers.rules import letter_point
from shared.letters import Letter
from shared.messaging.outbox import Announcement, Story

CONFIRM: Final = "volunteer_confirm"
"""Notify's name of it."""
CONFIRMATION_LIFE: Final = timedelta(days=7)
"""How long the link works, by the network's clock."""


@dataclass(frozen=True, slots=True)
class VolunteerLetters:
    """Writes in the language of whom it reaches."""

    post: Post
    confirmation_page: str
    """Its address, with `{language}` and `{token}` to be filled in."""
    now: Callable[[], datetime]

    def confirm(self, volunteer: Volunteer, contact: Contact, token: str) -> Announcement:
        """Ask someone who applied to prove their address."""
        to = letter_point(contact)
        letter = Letter(
            template=CONFIRM,
            about=volunteer.id,
            whose=volunteer.id,
            to=to,
            expires_at=self.now() + CONFIRMATION_LIFE,
            values={
                "confirm_url": self.confirmation_page.format(language=to.language, token=token),
                "first_name": contact.first_name,
            },
        )
        story = Story(volunteer.id, volunteer.offer.municipality, activation=volunteer.activation)
        return self.post.send(story, letter)
