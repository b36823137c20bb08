"""Letters to who speaks for an organisation: an invitation, a no, and what is about to lapse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.intake.organisations.events import story_of
from services.intake.organisations.model import Contact, Organisation, OrganisationId
from shared.activation import Activation
from shared.letters import Letter, Post
from shared.messaging.outbox import Announcement
from shared.reach_points import ReachKind, ReachPoint

INVITATION_LIFE: Final = timedelta(days=7)
"""How long the link of the letter works; the letter says so."""
LETTER_AGES: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class OrganisationLetters:
    """Writes in the language of whoever reads it."""

    post: Post
    origin: str
    now: Callable[[], datetime]

    def invite(
        self,
        which: tuple[OrganisationId, str],
        contact: Contact,
        token: str,
        activation: Activation,
    ) -> Announcement:
        """Ask somebody to set up their account, by a link that is theirs alone."""
        organisation_id, name = which
        values = {
            "organisation": name,
            "account_name": contact.name,
            "account_url": f"{self.origin}/{contact.language}/kutsu/{token}",
        }
        to = ReachPoint(ReachKind.EMAIL, contact.email, contact.language)
        told = _Told("partner_invited", values, INVITATION_LIFE)
        return self._write(organisation_id, to, told, activation)

    def decline(
        self, which: tuple[OrganisationId, str], to: ReachPoint, activation: Activation
    ) -> Announcement:
        """Say that the network cannot take them now, and where to ask why."""
        organisation_id, name = which
        told = _Told("partner_declined", {"organisation": name}, LETTER_AGES)
        return self._write(organisation_id, to, told, activation)

    def remind(
        self, organisation_id: OrganisationId, to: ReachPoint, activation: Activation
    ) -> Announcement:
        """Ask how much they can give from now on: what they said is about to lapse."""
        page = f"{self.origin}/{to.language}/kumppani/{organisation_id}/maara"
        told = _Told("partner_capacity", {"page_url": page}, LETTER_AGES)
        return self._write(organisation_id, to, told, activation)

    def endpoint_off(
        self,
        off: tuple[Organisation, UUID],
        to: ReachPoint,
        activation: Activation,
        *,
        is_staff: bool = False,
    ) -> Announcement:
        """Say that nothing can be posted to it any more, and where it is switched on again."""
        organisation, endpoint = off
        here = f"{self.origin}/{to.language}"
        page = f"uutiset/{organisation.id}/rajapinnat/{endpoint}"
        values = {
            "organisation": organisation.name,
            "page_url": f"{here}/jarjestot/{organisation.id}" if is_staff else f"{here}/{page}",
        }
        told = _Told("partner_endpoint_silent", values, LETTER_AGES)
        return self._write(organisation.id, to, told, activation)

    def _write(
        self, organisation_id: UUID, to: ReachPoint, told: "_Told", activation: Activation
    ) -> Announcement:
        letter = Letter(
            template=told.template,
            about=organisation_id,
            whose=organisation_id,
            to=to,
            expires_at=self.now() + told.life,
            values=told.values,
        )
        return self.post.send(story_of(OrganisationId(organisation_id), activation), letter)


@dataclass(frozen=True, slots=True)
class _Told:
    template: str
    values: Mapping[str, str]
    life: timedelta
