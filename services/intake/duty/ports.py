"""Where it is kept who is on duty."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from services.intake.duty.model import Duty
from services.intake.staff.model import StaffId
from shared.contracts.words import Language


class Duties(Protocol):
    """Who is on duty and how they are reached, in one transaction."""

    async def of(self, staff_id: StaffId) -> Duty | None:
        """Give one; None for who may not sign in any more."""
        ...

    async def on_call(self) -> Sequence[Duty]:
        """Give all who may be on duty, whether they are or not, by name."""
        ...

    async def members_of(self, organisation_id: UUID) -> Sequence[Duty]:
        """Give the members of an organisation, by name."""
        ...

    async def go_on(self, staff_id: StaffId, at_most: timedelta) -> None:
        """Put them on duty, for so long unless they end it before."""
        ...

    async def go_off(self, staff_id: StaffId) -> None:
        """Take them off duty."""
        ...

    async def set_email(self, staff_id: StaffId, email: str, language: Language) -> None:
        """Keep their address sealed, in place of the one before; none where it is empty."""
        ...

    async def want_mornings(self, staff_id: StaffId, *, wants: bool) -> None:
        """Keep whether they want the letter of the morning."""
        ...

    async def forget(self, staff_id: StaffId) -> None:
        """Keep nothing of them any more."""
        ...


class WithDuties(Protocol):
    """A transaction in which it can be read and changed who is on duty."""

    @property
    def duties(self) -> Duties:
        """Give who is on duty as this transaction sees it."""
        ...
