"""Becoming a volunteer: apply, prove the address, be on the roster."""

from dataclasses import dataclass
from enum import StrEnum

from services.matching.domain.model import Confirmation, SignUp, Volunteer, VolunteerId
from services.matching.domain.words import VolunteerState
from services.matching.handlers.announcing import registered
from services.matching.handlers.writing import CONFIRMATION_LIFE, Letters
from services.matching.ports import AddressTakenError
from services.matching.ports.volunteers import EnrollingWork
from shared.chance import Chance
from shared.sealing.tokens import token_hash
from shared.work import Store


class Standing(StrEnum):
    """What a confirmation link is good for."""

    UNKNOWN = "unknown"
    READY = "ready"
    EXPIRED = "expired"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Enrolling:
    """An address that is known gets the same answer as a new one: nobody learns who is here."""

    store: Store[EnrollingWork]
    letters: Letters
    chance: Chance

    async def sign_up(self, sign_up: SignUp) -> None:
        """Keep an application and mail the link that confirms it."""
        try:
            await self._apply(sign_up)
        except AddressTakenError:
            # someone with this address came first by a moment: this one is the second form
            await self._apply(sign_up)

    async def confirmation(self, token: str) -> Standing:
        """Say what a link is good for, without using it."""
        async with self.store.begin() as work:
            return _standing(await work.volunteers.confirmation(token_hash(token)))

    async def confirm(self, token: str) -> Standing:
        """Put the person on the roster; a second press finds them there."""
        async with self.store.begin() as work:
            found = await work.volunteers.confirmation(token_hash(token))
            standing = _standing(found)
            if found is None or standing is not Standing.READY:
                return standing
            await enrol(work, found.volunteer)
        return Standing.DONE

    async def _apply(self, sign_up: SignUp) -> None:
        async with self.store.begin() as work:
            known = await work.volunteers.by_email(sign_up.contact.email)
            if known is not None and known.state is VolunteerState.ACTIVE:
                return
            volunteer_id = known.id if known else VolunteerId(self.chance.new_id())
            if known is None:
                await work.volunteers.add(volunteer_id, sign_up.offer, sign_up.contact)
            token = self.chance.new_token()
            if not await work.volunteers.keep_confirmation(
                volunteer_id, token_hash(token), CONFIRMATION_LIFE
            ):
                return
            if known is not None:
                await work.volunteers.change_application(
                    volunteer_id, sign_up.offer, sign_up.contact
                )
            volunteer = Volunteer(volunteer_id, VolunteerState.APPLIED, sign_up.offer)
            await work.publish([self.letters.confirm(volunteer, sign_up.contact, token)])


async def enrol(work: EnrollingWork, volunteer: Volunteer) -> None:
    """Put someone on the roster, once, and let what waits for a helper be looked at."""
    await work.waiting.wake(volunteer.id)
    if await work.volunteers.activate(volunteer.id):
        await work.publish([registered(volunteer)])


def _standing(found: Confirmation | None) -> Standing:
    if found is None:
        return Standing.UNKNOWN
    if found.volunteer.state is VolunteerState.ACTIVE:
        return Standing.DONE
    return Standing.EXPIRED if found.expired else Standing.READY
