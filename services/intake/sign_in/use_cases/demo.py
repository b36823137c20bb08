"""Accounts of the demo, which begin without an invitation."""

from dataclasses import dataclass
from typing import Protocol

from services.intake.sign_in.ports import WithSecondFactors
from services.intake.staff.model import Staff
from services.intake.staff.ports import WithStaff
from shared.work import Store


class DemoWork(WithStaff, WithSecondFactors, Protocol):
    """What adding them needs of a transaction."""


@dataclass(frozen=True, slots=True)
class AddDemoStaff:
    """The demo gets its staff, or what an earlier one of them lacks."""

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
