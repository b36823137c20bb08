"""A coordinator invites an organisation and who speaks for it, and takes somebody away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from services.intake.accounts.model import NOT_THERE_YET, Account, Grant, NewAccount
from services.intake.accounts.use_cases import ManageAccounts
from services.intake.organisations.events import invited
from services.intake.organisations.letters import INVITATION_LIFE, OrganisationLetters
from services.intake.organisations.model import (
    Contact,
    Organisation,
    OrganisationId,
    Step,
    WithPeople,
)
from services.intake.organisations.ports import OrganisationWork
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.chance import Chance
from shared.contracts.words import StaffRole
from shared.reach_points import ReachKind, ReachPoint
from shared.work import Store

AGAIN_A_DAY: Final = 3
"""Letters with a new link, to one person: more fill a mailbox and tell nobody anything."""


class UnknownOrganisationError(Exception):
    """No organisation, or nobody of it, is that."""


class NotInvitedAgainError(Exception):
    """They are not sent a new link now."""

    code: ClassVar[str]


class InvitedOftenError(NotInvitedAgainError):
    """They were sent enough links for a day."""

    code = "often"


class NoAddressError(NotInvitedAgainError):
    """It is not known where a letter would reach them."""

    code = "no_address"


@dataclass(frozen=True, slots=True)
class InviteOrganisations:
    """`by` is who does it, or None for the operator's tool."""

    store: Store[OrganisationWork]
    accounts: ManageAccounts
    letters: OrganisationLetters
    chance: Chance

    async def every(self) -> Sequence[WithPeople]:
        """List organisations with those who speak for them."""
        async with self.store.begin() as work:
            accounts = await work.accounts.every()
            return [
                WithPeople(each, _of(each.id, accounts))
                for each in await work.organisations.every()
            ]

    async def one(self, organisation_id: OrganisationId) -> WithPeople:
        """Give one; raises UnknownOrganisationError."""
        found = [each for each in await self.every() if each.organisation.id == organisation_id]
        if not found:
            raise UnknownOrganisationError
        return found[0]

    async def invite(self, name: str, contact: Contact, by: StaffId | None) -> OrganisationId:
        """Make an organisation and invite who speaks for it; raises NameTakenError."""
        activation = await self.accounts.current.activation()
        async with self.store.begin() as work:
            new = OrganisationId(self.chance.new_id())
            made = await work.organisations.add(new, name, activation)
            await self.invite_in(work, made, contact, by, activation)
            await work.organisations.note(new, by, Step.INVITED)
        return new

    async def invite_contact(
        self, organisation_id: OrganisationId, contact: Contact, by: StaffId | None
    ) -> None:
        """Invite one more; raises UnknownOrganisationError or NameTakenError."""
        activation = await self.accounts.current.activation()
        async with self.store.begin() as work:
            known = await _known(work, organisation_id)
            await self.invite_in(work, known, contact, by, activation)

    async def invite_in(  # what an invitation is made of, each by its name
        self,
        work: OrganisationWork,
        organisation: Organisation,
        contact: Contact,
        by: StaffId | None,
        activation: Activation,
    ) -> None:
        """Make the account, announce it, and write to them, all of it or nothing."""
        to = ReachPoint(ReachKind.EMAIL, contact.email, contact.language)
        grant = Grant((StaffRole.PARTNER_MEMBER,), organisation.id)
        new = NewAccount(contact.name, grant, to)
        made = await self.accounts.invite_in(work, new, by, INVITATION_LIFE)
        number = await work.organisations.count_event(organisation.id)
        which = organisation.id, organisation.name
        await work.publish(
            [
                invited(organisation.id, made.staff_id, number, activation),
                self.letters.invite(which, contact, made.token, activation),
            ]
        )

    async def invite_again(
        self, organisation_id: OrganisationId, staff_id: StaffId, by: StaffId | None
    ) -> None:
        """Send a new link to somebody who has not come yet; the one before opens nothing any more.

        Raises UnknownOrganisationError or NotInvitedAgainError.
        """
        activation = await self.accounts.current.activation()
        async with self.store.begin() as work:
            known = await _known(work, organisation_id)
            account = await _member(work, organisation_id, staff_id)
            if account.standing not in NOT_THERE_YET:
                raise UnknownOrganisationError
            duty = await work.duties.of(staff_id)
            if duty is None or duty.to is None:
                raise NoAddressError
            if await work.staff.invited_again_lately(staff_id) >= AGAIN_A_DAY:
                raise InvitedOftenError
            contact = Contact(account.name, duty.to.address, duty.to.language)
            token = await self.accounts.invite_again_in(work, staff_id, by, INVITATION_LIFE)
            which = known.id, known.name
            await work.publish([self.letters.invite(which, contact, token, activation)])

    async def remove_contact(
        self, organisation_id: OrganisationId, staff_id: StaffId, by: StaffId | None
    ) -> None:
        """Shut the account of somebody who speaks for it; raises UnknownOrganisationError."""
        activation = await self.accounts.current.activation()
        async with self.store.begin() as work:
            await _known(work, organisation_id)
            await _member(work, organisation_id, staff_id)
            await self.accounts.disable_in(work, staff_id, by, activation)


def _of(organisation_id: OrganisationId, accounts: Sequence[Account]) -> Sequence[Account]:
    return [
        each
        for each in accounts
        if each.organisation_id == organisation_id and StaffRole.PARTNER_MEMBER in each.roles
    ]


async def _known(work: OrganisationWork, organisation_id: OrganisationId) -> Organisation:
    found = await work.organisations.lock(organisation_id)
    if found is None or found.has_left:
        raise UnknownOrganisationError
    return found


async def _member(
    work: OrganisationWork, organisation_id: OrganisationId, staff_id: StaffId
) -> Account:
    found = await work.accounts.one(staff_id)
    if found is None or found.organisation_id != organisation_id:
        raise UnknownOrganisationError
    return found
