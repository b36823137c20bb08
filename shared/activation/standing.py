"""How an activation stands: its state, and what of the network is open."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from shared.contracts.activation_words import ActivationState, OpenChannel, SignUp

AT_WORK: Final = frozenset(
    {ActivationState.ACTIVATED, ActivationState.PROLONGED, ActivationState.WINDING_DOWN}
)
"""States in which somebody is helped."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What of the network is open, whatever state it is in; each is switched by itself."""

    areas: frozenset[str] = frozenset()
    """Codes of municipalities; empty for all that the town serves."""
    lines: frozenset[str] = frozenset()
    """Service lines; empty for all, and in wind-down for none that is new."""
    channels: frozenset[OpenChannel] = field(default=frozenset(OpenChannel))
    sign_up: SignUp = SignUp.OPEN
    valid_until: date | None = None
    """The last day that was decided on."""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the activation that is open stands, and since when."""

    state: ActivationState
    opened_at: datetime
    """When it began, in standby."""
    since: datetime
    """When it came into this state."""
    changed_at: datetime
    version: int = 0
    reach: Reach = field(default_factory=Reach)

    @property
    def is_at_work(self) -> bool:
        """Say whether somebody is helped."""
        return self.state in AT_WORK
