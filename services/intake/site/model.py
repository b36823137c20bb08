"""How the network stands, and how long it keeps what it is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from services.intake.phone_hours.model import PhoneStands


@dataclass(frozen=True, slots=True)
class Opening:
    """The network is switched on."""

    since: datetime
    exercise: bool


@dataclass(frozen=True, slots=True)
class NetworkState:
    """What anybody may know of how the network stands now."""

    answers: bool
    """The database says how it stands; without it nothing can be stored either."""
    opening: Opening | None
    """None where it sleeps, or where nobody can say."""
    phone: PhoneStands
    serves: Collection[str]
    """Codes of the municipalities, its own first."""
    at: datetime

    @property
    def status(self) -> str:
        """Say it in a word: open, closed or down."""
        if not self.answers:
            return "down"
        return "open" if self.opening else "closed"


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept of people, and the longest that it is."""

    name: str
    days: int | None
    """None for what does not go by age."""
