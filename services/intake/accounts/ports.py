"""What managing accounts needs of the world."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.accounts.model import Account
from services.intake.duty.ports import WithDuties
from services.intake.sign_in.ports import WithHalfOpen, WithInvitations, WithSecondFactors
from services.intake.staff.model import StaffId
from services.intake.staff.ports import StaffWork


class Accounts(Protocol):
    """The list of accounts, in one transaction."""

    async def every(self) -> Sequence[Account]:
        """Give all, by name; those that are disabled come last."""
        ...

    async def one(self, staff_id: StaffId) -> Account | None:
        """Give one, its row locked until the end of the transaction."""
        ...

    async def named(self, name: str) -> StaffId | None:
        """Find who has a name, also when disabled."""
        ...


class WithAccounts(Protocol):
    """A transaction in which accounts can be read."""

    @property
    def accounts(self) -> Accounts:
        """Give the accounts as this transaction sees them."""
        ...


class InvitingWork(StaffWork, WithDuties, WithInvitations, Protocol):
    """What inviting somebody needs of a transaction."""


class AccountWork(InvitingWork, WithAccounts, WithSecondFactors, WithHalfOpen, Protocol):
    """What managing accounts needs of a transaction."""
