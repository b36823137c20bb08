"""An activation, an exercise, how one stands, and who knows which of them is open."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from shared.activation import Activation
from shared.activation.standing import Reach, Standing
from shared.contracts.activation_words import ActivationState

ACTIVATION = Activation(UUID(int=7))
EXERCISE = Activation(UUID(int=8), exercise=True)
BEGAN: Final = datetime(2026, 3, 1, 9, tzinfo=UTC)


def standing(
    state: ActivationState = ActivationState.ACTIVATED,
    reach: Reach | None = None,
    *,
    version: int = 0,
    opened_at: datetime = BEGAN,
) -> Standing:
    """Say how one stands, in its state since it began."""
    at = opened_at
    return Standing(state, at, at, at, version, Reach() if reach is None else reach)


AWAKE: Final = standing()
ASLEEP: Final = standing(ActivationState.STANDBY)


@dataclass
class FakeCurrent:
    """Knows the open activation; a test may put it to sleep."""

    open: Activation = ACTIVATION
    stands: Standing = AWAKE

    async def activation(self) -> Activation:
        """Give it."""
        return self.open

    async def standing(self) -> Standing:
        """Say how it stands."""
        return self.stands
