"""Somebody says that they are on duty, and where letters reach them."""

from dataclasses import dataclass

from services.intake.duty.model import ON_CALL, Duty
from services.intake.duty.ports import WithDuties
from services.intake.duty.rules import AT_MOST
from services.intake.staff.model import StaffId
from shared.contracts.words import Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.work import Store


class UnknownStaffError(Exception):
    """Whoever asks may not sign in any more."""


@dataclass(frozen=True, slots=True)
class KeepDuty:
    """What a member of staff says of themselves."""

    store: Store[WithDuties]

    async def show(self, staff_id: StaffId) -> Duty:
        """Tell them how it is; raises UnknownStaffError."""
        async with self.store.begin() as work:
            found = await work.duties.of(staff_id)
        if found is None:
            raise UnknownStaffError
        return found

    async def go_on(self, staff_id: StaffId) -> bool:
        """Put them on duty; False where nobody could call them: no address, or not their work."""
        async with self.store.begin() as work:
            found = await work.duties.of(staff_id)
            if found is None or found.to is None or ON_CALL.isdisjoint(found.roles):
                return False
            await work.duties.go_on(staff_id, AT_MOST)
        return True

    async def go_off(self, staff_id: StaffId) -> None:
        """Take them off duty; twice is as once."""
        async with self.store.begin() as work:
            await work.duties.go_off(staff_id)

    async def set_email(self, staff_id: StaffId, email: str, language: Language) -> str | None:
        """Keep where letters reach them; gives the code of what is wrong with it.

        Without an address nobody is on duty.
        """
        email = mail_address(email)
        wrong = wrong_mail_address(email) if email else None
        if wrong is None:
            async with self.store.begin() as work:
                await work.duties.set_email(staff_id, email, language)
                if not email:
                    await work.duties.go_off(staff_id)
        return wrong

    async def want_mornings(self, staff_id: StaffId, *, wants: bool) -> None:
        """Write to them in the morning, or not any more."""
        async with self.store.begin() as work:
            await work.duties.want_mornings(staff_id, wants=wants)
