"""An activation, an exercise, and who knows which of them is open."""

from dataclasses import dataclass
from uuid import UUID

from shared.activation import Activation

ACTIVATION = Activation(UUID(int=7))
EXERCISE = Activation(UUID(int=8), exercise=True)


@dataclass(frozen=True)
class FakeCurrent:
    """Knows the open activation."""

    open: Activation = ACTIVATION

    async def activation(self) -> Activation:
        """Give it."""
        return self.open
