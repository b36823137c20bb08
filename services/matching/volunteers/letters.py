"""The letters to somebody who applied, and to a member about their own membership."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from services.matching.volunteers.model import Contact, Volunteer
from services.matching.volunteers.rules import letter_point
from shared.letters import Letter, Post
from shared.messaging.outbox import Announcement, Story

CONFIRMATION_LIFE: Final = timedelta(days=7)
"""How long the link works, by the network's clock."""
MEMBER_LINK_LIFE: Final = timedelta(days=1)
"""The same of the link to one's own membership, which can end it."""


class Template(StrEnum):
    """Notify's names of the letters."""

    CONFIRM = "volunteer_confirm"
    LINK = "volunteer_link"
    """To a member who asked for it."""
    ALREADY = "volunteer_already"
    """To a member who signed up once more."""


_LIVES: Final = {Template.CONFIRM: CONFIRMATION_LIFE}


@dataclass(frozen=True, slots=True)
class VolunteerLetters:
    """Writes in the language of whom it reaches."""

    post: Post
    confirmation_page: str
    """Its address, with `{language}` and `{token}` to be filled in."""
    member_page: str
    """The same."""
    now: Callable[[], datetime]

    def confirm(self, volunteer: Volunteer, contact: Contact, token: str) -> Announcement:
        """Ask someone who applied to prove their address."""
        language = letter_point(contact).language
        url = self.confirmation_page.format(language=language, token=token)
        return self._send(Template.CONFIRM, volunteer, contact, {"confirm_url": url})

    def member_link(
        self, volunteer: Volunteer, contact: Contact, token: str, template: Template
    ) -> Announcement:
        """Give a member the way to pause, change or leave."""
        language = letter_point(contact).language
        url = self.member_page.format(language=language, token=token)
        return self._send(template, volunteer, contact, {"member_url": url})

    def _send(
        self, template: Template, volunteer: Volunteer, contact: Contact, values: Mapping[str, str]
    ) -> Announcement:
        letter = Letter(
            template=template,
            about=volunteer.id,
            whose=volunteer.id,
            to=letter_point(contact),
            expires_at=self.now() + _LIVES.get(template, MEMBER_LINK_LIFE),
            values={**values, "first_name": contact.first_name},
        )
        story = Story(volunteer.id, volunteer.offer.municipality, activation=volunteer.activation)
        return self.post.send(story, letter)
