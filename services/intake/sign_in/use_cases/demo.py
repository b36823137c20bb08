"""Accounts of the demo, which begin without an invitation."""

from dataclasses import dataclass
from typing import Protocol

from services.intake.duty.model import ON_CALL
from services.intake.duty.ports import WithDuties
from services.intake.sign_in.ports import WithSecondFactors
from services.intake.staff.model import Staff
from services.intake.staff.ports import WithStaff
from shared.contracts.words import Language
from shared.work import Store


class DemoWork(WithStaff, WithSecondFactors, WithDuties, Protocol):
    """What adding them needs of a transaction."""


@dataclass(frozen=True, slots=True)
class AddDemoStaff:
    """The demo gets its staff, or what an earlier one of them lacks.

    Whoever may be on duty has an address, so that they are called there too.
    """

    store: Store[DemoWork]

    async def add_demo_staff(self, staff: Staff, totp_secret: str) -> None:
        """Add someone with a code app; of one who is there only the app is added."""
        async with self.store.begin() as work:
            found = await work.staff.find(staff.name)
            if found is None:
                await work.staff.add(staff)
            staff_id = found.id if found else staff.id
            if not await work.second_factors.of(staff_id):
                await work.second_factors.set_totp(staff_id, totp_secret)
            duty = await work.duties.of(staff_id)
            if duty is not None and duty.to is None and not ON_CALL.isdisjoint(duty.roles):
                email = f"{staff.name}@example.org"
                await work.duties.set_email(staff_id, email, Language.FINNISH)
