"""How the network stands, and how long it keeps what it is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from services.intake.phone_hours.model import PhoneStands
from shared.activation.rules import admits
from shared.activation.standing import Standing
from shared.contracts.activation_words import Door, Shut


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
    standing: Standing | None
    """Where the network is in its life; None where nobody can say."""
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
class Front:
    """What the first page offers as the network stands; None where nobody can say."""

    standing: Standing | None

    @property
    def asking(self) -> Shut | None:
        """Say why nobody can ask by the form."""
        return admits(self.standing, Door.FORM) if self.standing else None

    @property
    def phone(self) -> Shut | None:
        """Say why the phone takes no requests in."""
        return admits(self.standing, Door.PHONE) if self.standing else None

    @property
    def sign_up(self) -> Shut | None:
        """Say why nobody can sign up to help."""
        return admits(self.standing, Door.SIGN_UP) if self.standing else None


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept of people, and the longest that it is."""

    name: str
    days: int | None
    """None for what does not go by age."""
