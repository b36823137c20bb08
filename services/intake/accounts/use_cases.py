"""Accounts are given, changed and shut; every change is a line of the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.intake.accounts.model import Account, Grant, Invited, NewAccount
from services.intake.accounts.ports import AccountWork, InvitingWork
from services.intake.staff.model import Change, Staff, StaffChange, StaffId
from services.intake.staff.use_cases import end_sessions
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.reach_points import ReachPoint
from shared.sealing.tokens import token_hash
from shared.work import Store

INVITATION_LIFE: Final = timedelta(hours=72)
"""By the network's clock."""


class UnknownAccountError(Exception):
    """Nobody of the staff is that."""


class OwnAccountError(Exception):
    """Another administrator has to do it, so that one who can is left."""


@dataclass(frozen=True, slots=True)
class ManageAccounts:
    """What administrators do; `by` is who does it, or None for the operator's tool."""

    store: Store[AccountWork]
    chance: Chance
    current: Current

    async def list_accounts(self) -> Sequence[Account]:
        """Give all."""
        async with self.store.begin() as work:
            return await work.accounts.every()

    async def find(self, staff_id: StaffId) -> Account:
        """Give one; raises UnknownAccountError."""
        async with self.store.begin() as work:
            return await _one(work, staff_id)

    async def named(self, name: str) -> StaffId:
        """Find who has a name; raises UnknownAccountError."""
        async with self.store.begin() as work:
            found = await work.accounts.named(name)
        if found is None:
            raise UnknownAccountError
        return found

    async def invite(
        self, name: str, grant: Grant, by: StaffId | None, to: ReachPoint | None = None
    ) -> str:
        """Add somebody who is yet to choose a password; gives the link's token.

        `to` is where letters reach them, if that is known.

        Raises NameTakenError.
        """
        async with self.store.begin() as work:
            return (await self.invite_in(work, NewAccount(name, grant, to), by)).token

    async def invite_in(
        self,
        work: InvitingWork,
        new: NewAccount,
        by: StaffId | None,
        life: timedelta = INVITATION_LIFE,
    ) -> Invited:
        """Do the same in the transaction of whoever has a reason; raises NameTakenError."""
        invited, grant = Invited(StaffId(self.chance.new_id()), self.chance.new_token()), new.grant
        staff_id = invited.staff_id
        await work.staff.add(Staff(staff_id, new.name, None, grant.roles, grant.organisation_id))
        if new.to is not None:
            await work.duties.set_email(staff_id, new.to.address, new.to.language)
        await work.invitations.invite(staff_id, token_hash(invited.token), life)
        await work.staff.note(self._change(staff_id, "invited", by, grant))
        return invited

    async def invite_again_in(
        self, work: InvitingWork, staff_id: StaffId, by: StaffId | None, life: timedelta
    ) -> str:
        """Make a new link in place of the one before, for whoever has not come; gives its token."""
        token = self.chance.new_token()
        await work.invitations.invite(staff_id, token_hash(token), life)
        await work.staff.note(self._change(staff_id, "invited_again", by))
        return token

    async def reset(self, staff_id: StaffId, by: StaffId | None) -> str:
        """Forget all by which somebody signs in, and invite them anew; gives the link's token.

        Who was disabled may come back by it. Raises UnknownAccountError or OwnAccountError.
        """
        token, activation = self.chance.new_token(), await self.current.activation()
        async with self.store.begin() as work:
            await _other(work, staff_id, by)
            await work.staff.begin_anew(staff_id)
            await work.second_factors.clear(staff_id)
            await work.half_open.end_all_of(staff_id)
            await end_sessions(work, staff_id, activation)
            await work.invitations.invite(staff_id, token_hash(token), INVITATION_LIFE)
            await work.staff.note(self._change(staff_id, "reset", by))
        return token

    async def change_roles(self, staff_id: StaffId, grant: Grant, by: StaffId | None) -> None:
        """Let somebody do something else; they sign in again.

        Raises UnknownAccountError or OwnAccountError.
        """
        activation = await self.current.activation()
        async with self.store.begin() as work:
            account = await _other(work, staff_id, by)
            if (account.roles, account.organisation_id) == (grant.roles, grant.organisation_id):
                return
            await work.staff.set_roles(staff_id, grant.roles, grant.organisation_id)
            await work.half_open.end_all_of(staff_id)
            await end_sessions(work, staff_id, activation)
            await work.staff.note(self._change(staff_id, "roles_changed", by, grant))

    async def disable(self, staff_id: StaffId, by: StaffId | None) -> None:
        """Let somebody in no more, also who has a page open.

        Raises UnknownAccountError or OwnAccountError.
        """
        activation = await self.current.activation()
        async with self.store.begin() as work:
            await _other(work, staff_id, by)
            await self.disable_in(work, staff_id, by, activation)

    async def disable_in(
        self, work: AccountWork, staff_id: StaffId, by: StaffId | None, activation: Activation
    ) -> None:
        """Do the same in the transaction of whoever has a reason, and looked whose it is."""
        await work.staff.disable(staff_id)
        await work.duties.forget(staff_id)
        await work.invitations.withdraw(staff_id)
        await work.half_open.end_all_of(staff_id)
        await end_sessions(work, staff_id, activation)
        await work.staff.note(self._change(staff_id, "disabled", by))

    async def end_sessions(self, staff_id: StaffId, by: StaffId | None) -> int:
        """Have somebody sign in again everywhere; gives how many sessions ended.

        Raises UnknownAccountError.
        """
        activation = await self.current.activation()
        async with self.store.begin() as work:
            await _one(work, staff_id)
            await work.half_open.end_all_of(staff_id)
            ended = await end_sessions(work, staff_id, activation)
            await work.staff.note(self._change(staff_id, "sessions_ended", by))
        return ended

    def _change(
        self, staff_id: StaffId, change: Change, by: StaffId | None, grant: Grant | None = None
    ) -> StaffChange:
        return StaffChange(
            self.chance.new_id(),
            staff_id,
            change,
            by,
            grant.roles if grant else None,
            grant.organisation_id if grant else None,
        )


async def _one(work: AccountWork, staff_id: StaffId) -> Account:
    found = await work.accounts.one(staff_id)
    if found is None:
        raise UnknownAccountError
    return found


async def _other(work: AccountWork, staff_id: StaffId, by: StaffId | None) -> Account:
    if staff_id == by:
        raise OwnAccountError
    return await _one(work, staff_id)
