"""Becoming a volunteer: apply, prove the address, be on the roster, or be forgotten."""

from dataclasses import dataclass, replace
from typing import Final

from services.matching.volunteers.events import registered
from services.matching.volunteers.letters import CONFIRMATION_LIFE, VolunteerLetters
from services.matching.volunteers.model import (
    SignUp,
    Standing,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.ports import (
    AddressTakenError,
    EnrollingWork,
    WithFormerHashes,
    WithVolunteers,
)
from services.matching.volunteers.rules import letter_point, standing_of
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from shared.work import Store

REHASHED: Final = 100
"""Addresses that are hashed anew in one transaction."""
PROVEN: Final = ReachKind.EMAIL
"""What a confirmed link proves: it was mailed."""


@dataclass(frozen=True, slots=True)
class SignUpVolunteers:
    """An address that is known gets the same answer as a new one: nobody learns who is here."""

    store: Store[EnrollingWork]
    letters: VolunteerLetters
    chance: Chance
    current: Current
    """Who comes now belongs to the activation that is open."""

    async def take_application(self, sign_up: SignUp) -> None:
        """Keep an application and mail the link that confirms it."""
        try:
            await self._apply(sign_up)
        except AddressTakenError:
            # someone with this address came first by a moment: this one is the second form
            await self._apply(sign_up)

    async def read_confirmation(self, token: str) -> Standing:
        """Say what a link is good for, without using it."""
        async with self.store.begin() as work:
            return standing_of(await work.volunteers.confirmation(token_hash(token)))

    async def confirm_address(self, token: str) -> Standing:
        """Put the person on the roster; a second press finds them there."""
        async with self.store.begin() as work:
            found = await work.volunteers.confirmation(token_hash(token))
            standing = standing_of(found)
            if found is None or standing is not Standing.READY:
                return standing
            await enrol_volunteer(work, found.volunteer)
            await work.volunteers.verify(found.volunteer.id, PROVEN)
        return Standing.DONE

    async def _apply(self, sign_up: SignUp) -> None:
        newcomer = _newcomer(sign_up, self.chance, await self.current.activation())
        async with self.store.begin() as work:
            mail = letter_point(sign_up.contact)
            known = await work.volunteers.by_address(mail.kind, mail.address)
            if known is not None and known.state is not VolunteerState.APPLIED:
                return
            if known is None:
                await work.volunteers.add(newcomer, sign_up.contact)
            volunteer = replace(known, offer=sign_up.offer) if known else newcomer
            token = self.chance.new_token()
            if not await work.volunteers.keep_confirmation(
                volunteer.id, token_hash(token), CONFIRMATION_LIFE
            ):
                return
            if known is not None:
                await work.volunteers.change_application(known.id, sign_up.offer, sign_up.contact)
            await work.publish([self.letters.confirm(volunteer, sign_up.contact, token)])


@dataclass(frozen=True, slots=True)
class AddVolunteers:
    """For those whom staff vouches for: their address needs no proof."""

    store: Store[EnrollingWork]
    chance: Chance
    current: Current

    async def add_volunteer(self, sign_up: SignUp) -> VolunteerId:
        """Put someone on the roster at once; raises AddressTakenError."""
        volunteer = _newcomer(sign_up, self.chance, await self.current.activation())
        async with self.store.begin() as work:
            await work.volunteers.add(volunteer, sign_up.contact)
            await enrol_volunteer(work, volunteer)
        return volunteer.id


@dataclass(frozen=True, slots=True)
class ForgetApplicants:
    """Nothing is kept of people who never confirmed."""

    store: Store[WithVolunteers]

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who applied and never confirmed; False when it is not so now."""
        async with self.store.begin() as work:
            return await work.volunteers.forget_applicant(volunteer_id)


@dataclass(frozen=True, slots=True)
class RehashAddresses:
    """No ring key is free while an address is hashed under one: its owner must be recognised."""

    store: Store[WithFormerHashes]

    async def rehash_batch(self) -> int:
        """Hash some addresses anew under the roster's own key; gives how many."""
        async with self.store.begin() as work:
            return await work.former_hashes.replace(REHASHED)


async def enrol_volunteer(work: EnrollingWork, volunteer: Volunteer) -> None:
    """Put someone on the roster, once, and let what waits for a helper be looked at."""
    await work.waiting.wake(volunteer.id)
    if await work.volunteers.activate(volunteer.id):
        await work.publish([registered(volunteer)])


def _newcomer(sign_up: SignUp, chance: Chance, activation: Activation) -> Volunteer:
    volunteer_id = VolunteerId(chance.new_id())
    return Volunteer(volunteer_id, VolunteerState.APPLIED, sign_up.offer, activation)
