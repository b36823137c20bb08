"""Where the network helps as a rule: whoever lives elsewhere is told so, and refused nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RungNumber:
    """The number of a municipality that somebody of the network has rung."""

    number: str
    good_until: date
    """After that it is rung again."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A place where nobody helps as a rule."""

    number: str
    """Whom to ask there; empty where nobody has rung them for a year."""


@dataclass(frozen=True, slots=True)
class Town:
    """The network's own municipality and those it serves, by their codes."""

    home: str
    serves: Collection[str]
    elsewhere: Mapping[str, RungNumber]

    def helps_in(self, municipality: str) -> bool:
        """Say whether a place is served as a rule."""
        return municipality in self.serves

    def outside(self, municipality: str, today: date) -> Outside | None:
        """Say that a place is not served, and who can be asked instead; None where it is."""
        if self.helps_in(municipality):
            return None
        known = self.elsewhere.get(municipality)
        return Outside(known.number if known and today <= known.good_until else "")
