"""Accounts in memory."""

from collections.abc import Sequence

from services.intake.accounts.model import Account, Standing
from services.intake.sign_in.model import Factors
from services.intake.staff.model import Staff, StaffId
from tests.support.intake.state import Repository


class FakeAccounts(Repository):
    """Accounts, read off the rest of the state."""

    async def every(self) -> Sequence[Account]:
        found = sorted(
            self.state.staff.values(),
            key=lambda staff: (staff.id in self.state.disabled, staff.name.lower()),
        )
        return [self._account(staff) for staff in found]

    async def one(self, staff_id: StaffId) -> Account | None:
        return next((each for each in await self.every() if each.id == staff_id), None)

    async def named(self, name: str) -> StaffId | None:
        found = self.state.staff.get(name.strip().lower())
        return found.id if found else None

    def _account(self, staff: Staff) -> Account:
        factors = self.state.factors.get(staff.id, Factors())
        return Account(
            id=staff.id,
            name=staff.name,
            roles=staff.roles,
            organisation_id=staff.organisation_id,
            standing=self._standing(staff),
            passkeys=len(factors.passkeys),
            has_totp=factors.totp is not None,
            recovery_codes=len(self.state.recovery_codes.get(staff.id, ())),
            sessions=sum(each.staff_id == staff.id for each in self.state.sessions.values()),
            invited_until=next(
                (
                    each.expires_at
                    for each in self.state.invitations.values()
                    if each.staff_id == staff.id and each.expires_at > self.state.now
                ),
                None,
            ),
            last_signed_in=None,
            is_demo=staff.is_demo,
        )

    def _standing(self, staff: Staff) -> Standing:
        if staff.id in self.state.disabled:
            return "disabled"
        has_factor = staff.id in self.state.factors or self.state.recovery_codes.get(staff.id)
        if staff.password_hash and has_factor:
            return "active"
        is_invited = any(
            each.staff_id == staff.id and each.expires_at > self.state.now
            for each in self.state.invitations.values()
        )
        return "invited" if is_invited else "invitation_over"
