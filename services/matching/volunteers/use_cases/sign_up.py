"""Becoming a volunteer: apply, prove the address, be on the roster, or be forgotten."""

from dataclasses import dataclass, replace
from typing import Final

from services.matching.volunteers.events import registered
from services.matching.volunteers.letters import (
    CONFIRMATION_LIFE,
    MEMBER_LINK_LIFE,
    Template,
    VolunteerLetters,
)
from services.matching.volunteers.model import (
    Contact,
    SignUp,
    Standing,
    Volunteer,
    VolunteerId,
    VolunteerState,
)
from services.matching.volunteers.ports import (
    AddressTakenError,
    EnrollingWork,
    LinkWork,
    SignUpWork,
    UnreadableVolunteerError,
    WithVolunteers,
)
from services.matching.volunteers.rules import letter_point, standing_of
from shared.activation import Activation
from shared.activation.current import Current, enter
from shared.chance import Chance
from shared.contracts.activation_words import Door
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.tokens import token_hash
from shared.work import Store

PROVEN: Final = ReachKind.EMAIL
"""What a confirmed link proves: it was mailed."""


@dataclass(frozen=True, slots=True)
class SendMemberLinks:
    """A link goes to the address we have; whoever asks learns nothing from the answer."""

    store: Store[LinkWork]
    letters: VolunteerLetters
    chance: Chance

    async def send_link(self, mail: ReachPoint) -> None:
        """Send whoever is reached there the link to their membership, or to confirm it."""
        async with self.store.begin() as work:
            known = await work.volunteers.by_address(mail.kind, mail.address)
            if known is None:
                return
            contact = await _contact_or(work, known, mail)
            if known.state is VolunteerState.APPLIED:
                await self.ask_to_confirm(work, known, contact)
            else:
                await self.give_link(work, known, contact, Template.LINK)

    async def give_link(
        self, work: LinkWork, member: Volunteer, contact: Contact, template: Template
    ) -> None:
        """Issue a link, unless there were many lately."""
        token = self.chance.new_token()
        if await work.member_links.keep(member.id, token_hash(token), MEMBER_LINK_LIFE):
            await work.publish([self.letters.member_link(member, contact, token, template)])

    async def ask_to_confirm(self, work: LinkWork, applicant: Volunteer, contact: Contact) -> bool:
        """Issue the link that proves the address; False when there were many lately."""
        token = self.chance.new_token()
        is_kept = await work.volunteers.keep_confirmation(
            applicant.id, token_hash(token), CONFIRMATION_LIFE
        )
        if is_kept:
            await work.publish([self.letters.confirm(applicant, contact, token)])
        return is_kept


@dataclass(frozen=True, slots=True)
class SignUpVolunteers:
    """An address that is known gets the same answer as a new one: nobody learns who is here."""

    store: Store[SignUpWork]
    links: SendMemberLinks
    chance: Chance
    current: Current
    """Who comes now belongs to the activation that is open."""

    async def take_application(self, sign_up: SignUp, invitation: str = "") -> None:
        """Keep an application, mail a link to confirm it, end an invitation; or DoorShutError."""
        try:
            await self._apply(sign_up, invitation)
        except AddressTakenError:
            # someone with this address came first by a moment: this one is the second form
            await self._apply(sign_up, invitation)

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
            await work.volunteers.verify(found.volunteer.id, PROVEN)
            other = await work.volunteers.other_of_person(found.volunteer.id)
            if other is not None:
                await self._ask_a_person(work, found.volunteer, other)
                return Standing.WAITING
            await enrol_volunteer(work, found.volunteer)
        return Standing.DONE

    async def _ask_a_person(
        self, work: SignUpWork, applicant: Volunteer, other: VolunteerId
    ) -> None:
        """Put nobody on the roster twice: a person decides, and the member hears of it."""
        await work.volunteers.wait_for_a_person(applicant.id)
        member, contact = await work.volunteers.read(other), await readable(work, other)
        if contact is not None:
            await self.links.give_link(work, member, contact, Template.ALREADY)

    async def _apply(self, sign_up: SignUp, invitation: str) -> None:
        newcomer = _newcomer(sign_up, self.chance, await enter(self.current, Door.SIGN_UP))
        async with self.store.begin() as work:
            if invitation:
                await work.invitations.end(token_hash(invitation))
            mail = letter_point(sign_up.contact)
            known = await work.volunteers.by_address(mail.kind, mail.address)
            if known is not None and known.state is not VolunteerState.APPLIED:
                contact = await _contact_or(work, known, mail)
                await self.links.give_link(work, known, contact, Template.ALREADY)
                return
            if known is None:
                await work.volunteers.add(newcomer, sign_up.contact)
            volunteer = replace(known, offer=sign_up.offer) if known else newcomer
            is_asked = await self.links.ask_to_confirm(work, volunteer, sign_up.contact)
            if is_asked and known is not None:
                await work.volunteers.change_application(known.id, sign_up.offer, sign_up.contact)


@dataclass(frozen=True, slots=True)
class ChangeMembers:
    """What a member says of themselves anew; None stands for a link that is nobody's, or over."""

    store: Store[SignUpWork]

    async def show_member(self, token: str) -> tuple[Volunteer, Contact | None] | None:
        """Show what they said; their contact data is None where it does not open any more."""
        async with self.store.begin() as work:
            member = await member_of(work, token)
            return (member, await readable(work, member.id)) if member else None

    async def owns(self, token: str, email: str) -> bool:
        """Say whether the owner of the link is the one who is reached at this address."""
        async with self.store.begin() as work:
            member = await member_of(work, token)
            found = await work.volunteers.by_address(PROVEN, email)
        return member is not None and found is not None and found.id == member.id

    async def change_member(self, token: str, said: SignUp) -> bool | None:
        """Take it in; False when their week holds more tasks than they now allow."""
        async with self.store.begin() as work:
            member = await member_of(work, token)
            if member is None:
                return None
            await work.waiting.wake(member.id)
            is_changed = await work.volunteers.change_member(member.id, said.offer, said.contact)
            # once more: what they can do now may be what somebody waits for
            await work.waiting.wake(member.id)
        return is_changed


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


async def enrol_volunteer(work: EnrollingWork, volunteer: Volunteer) -> None:
    """Put someone on the roster, once, and let what waits for a helper be looked at."""
    await work.waiting.wake(volunteer.id)
    if await work.volunteers.activate(volunteer.id):
        await work.publish([registered(volunteer)])


async def member_of(work: LinkWork, token: str) -> Volunteer | None:
    """Give whose link this is."""
    found = await work.member_links.whose(token_hash(token))
    return await work.volunteers.read(found) if found else None


async def readable(work: WithVolunteers, volunteer_id: VolunteerId) -> Contact | None:
    """Give somebody's contact data, unless it does not open any more."""
    try:
        return await work.volunteers.contact(volunteer_id)
    except UnreadableVolunteerError:
        return None


async def _contact_or(work: WithVolunteers, known: Volunteer, mail: ReachPoint) -> Contact:
    """Give their contact data; of somebody whose data does not open, where they were found."""
    return await readable(work, known.id) or Contact("", (mail,))


def _newcomer(sign_up: SignUp, chance: Chance, activation: Activation) -> Volunteer:
    volunteer_id = VolunteerId(chance.new_id())
    return Volunteer(volunteer_id, VolunteerState.APPLIED, sign_up.offer, activation)
