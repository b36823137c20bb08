"""The letters a volunteer gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from services.matching.domain.model import Contact, Match, Need, Volunteer
from services.matching.handlers.announcing import About
from services.matching.ports import Granted, Wording
from services.matching.ports.volunteers import WithVolunteers
from shared.chance import Chance
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.messaging.outbox import Announcement
from shared.sealing.notices import Notice

NEWS_AGES = timedelta(days=3)
"""After this a late mail only confuses."""
CONFIRMATION_LIFE = timedelta(days=7)
ACCESS_LIFE = timedelta(days=3)
"""How long the one-time link to the contact data waits to be opened."""


class Template(StrEnum):
    """Notify's names of the letters."""

    CONFIRM = "volunteer_confirm"
    PROPOSAL = "proposal"
    ACCEPTED = "match_accepted"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    PROPOSAL_FILLED = "proposal_filled"
    ASSIGNMENT_WITHDRAWN = "assignment_withdrawn"
    THANKS = "task_done_thanks"


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that matching gives to volunteers; the contact page is intake's."""

    public_url: str

    def confirmation(self, language: Language, token: str) -> str:
        """Where an address is confirmed."""
        return f"{self.public_url}/{language}/vapaaehtoinen/vahvista/{token}"

    def proposal(self, language: Language, token: str) -> str:
        """Where a proposal is answered."""
        return f"{self.public_url}/{language}/v/{token}"

    def task(self, language: Language, token: str) -> str:
        """Where an assignment is told done."""
        return f"{self.public_url}/{language}/t/{token}"

    def contact(self, language: Language, token: str) -> str:
        """Where the contact data is opened, once."""
        return f"{self.public_url}/{language}/yhteys/{token}"


@dataclass(frozen=True, slots=True)
class _Letter:
    template: Template
    about: UUID
    expires_at: datetime
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letters:
    """Writes letters, sealed for notify, in the volunteer's language."""

    seal: Callable[[Notice], str]
    links: Links
    wording: Wording
    now: Callable[[], datetime]
    chance: Chance

    def confirm(self, volunteer: Volunteer, contact: Contact, token: str) -> Announcement:
        """Ask someone who applied to prove their address."""
        language = volunteer.offer.language
        values = {
            "confirm_url": self.links.confirmation(language, token),
            "first_name": contact.first_name,
        }
        expires_at = self.now() + CONFIRMATION_LIFE
        data = self._request(
            _Letter(Template.CONFIRM, volunteer.id, expires_at, values), contact, language
        )
        return Announcement(
            subject=f"notification/{data.notification_id}",
            version=1,
            data=data,
            correlation_id=volunteer.id,
            municipality=volunteer.offer.municipality,
        )

    def proposal(self, about: About, grant: Granted, token: str) -> Announcement:
        """Ask whether the volunteer can help; kind and area only."""
        match, contact = grant.match, grant.contact
        language, need = grant.language, about.need
        values = {
            "proposal_url": self.links.proposal(language, token),
            "kind": _kind(self.wording, need, language),
            "area": self.wording.area(need.municipality, need.postal_code, language),
            "answer_by": self.wording.time(match.expires_at, language),
            "first_name": contact.first_name,
        }
        letter = _Letter(Template.PROPOSAL, match.id, match.expires_at, values)
        return self._say(about, letter, contact, language)

    async def accepted(
        self, work: WithVolunteers, about: About, match: Match, tokens: tuple[str, str]
    ) -> Announcement:
        """Give the links to the contact data and to the task page, in this order in `tokens`."""
        volunteer, contact = await _reader(work, match)
        language = volunteer.offer.language
        values = {
            "contact_url": self.links.contact(language, tokens[0]),
            "task_url": self.links.task(language, tokens[1]),
            "first_name": contact.first_name,
        }
        letter = _Letter(Template.ACCEPTED, match.id, self.now() + ACCESS_LIFE, values)
        return self._say(about, letter, contact, language)

    async def withdrawn(
        self, work: WithVolunteers, about: About, match: Match, template: Template
    ) -> Announcement:
        """Tell that nothing needs to be done any more."""
        volunteer, contact = await _reader(work, match)
        values = {"first_name": contact.first_name}
        letter = _Letter(template, match.id, self.now() + NEWS_AGES, values)
        return self._say(about, letter, contact, volunteer.offer.language)

    async def thanks(
        self, work: WithVolunteers, about: About, match: Match, minutes: int
    ) -> Announcement:
        """Thank for the help."""
        volunteer, contact = await _reader(work, match)
        values = {"minutes": str(minutes)}
        letter = _Letter(Template.THANKS, match.id, self.now() + NEWS_AGES, values)
        return self._say(about, letter, contact, volunteer.offer.language)

    def _say(
        self, about: About, letter: _Letter, contact: Contact, language: Language
    ) -> Announcement:
        data = self._request(letter, contact, language)
        return about.story.say(f"notification/{data.notification_id}", 1, data)

    def _request(
        self, letter: _Letter, contact: Contact, language: Language
    ) -> NotificationRequested:
        return NotificationRequested(
            notification_id=self.chance.new_id(),
            template=letter.template,
            language=language,
            channel=NoticeChannel.EMAIL,
            about=letter.about,
            expires_at=letter.expires_at,
            sealed=self.seal(Notice(contact.email, letter.values)),
        )


async def _reader(work: WithVolunteers, match: Match) -> tuple[Volunteer, Contact]:
    return await work.volunteers.read(match.volunteer_id), await work.volunteers.contact(
        match.volunteer_id
    )


def _kind(wording: Wording, need: Need, language: Language) -> str:
    return wording.kind(need.category, language) if need.category else ""
