"""The network's life as it is kept."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.activation.model import Decision, Stand, Step
from services.intake.staff.model import StaffId
from shared.contracts.activation_words import ActivationState
from shared.work import Publishes


class Life(Protocol):
    """The activation that is open and all that was decided, in one transaction."""

    async def now(self) -> Stand:
        """Give how the network stands; raises NoActivationError."""
        ...

    async def hold(self) -> Stand:
        """Give the same, locked until the end of the transaction; raises NoActivationError."""
        ...

    async def save(self, stand: Stand) -> None:
        """Store how the activation that is held stands from now on."""
        ...

    async def begin(self, stand: Stand) -> None:
        """Store another one; the one before must have ended."""
        ...

    async def note(
        self, stand: Stand, was: ActivationState, decision: Decision, by: StaffId | None
    ) -> int:
        """Append to the audit how it stands after a decision; gives the number of the line."""
        ...

    async def note_beginning(self, stand: Stand, by: StaffId | None) -> None:
        """Append to the audit that another one began."""
        ...

    async def steps(self, limit: int) -> Sequence[Step]:
        """List what was decided, the newest first."""
        ...


class WithLife(Protocol):
    """A transaction in which the network's life can be read and decided on."""

    @property
    def life(self) -> Life:
        """Give it as this transaction sees it."""
        ...


class LifeWork(WithLife, Publishes, Protocol):
    """What deciding needs of a transaction."""
