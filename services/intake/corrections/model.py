"""What is corrected of a request, and what the page may show of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from services.intake.requests.model import Request
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.plea import SAFE
from shared.reach_points import ReachPoint, Whose


@dataclass(frozen=True, slots=True)
class Correctable:
    """A request as the page for corrections shows it: nothing that is sealed."""

    request: Request
    postal_code: str
    """Empty where the address is secret: then a person corrects the place."""
    open: tuple[str, ...]
    """The fields that may be corrected here; the others only a person corrects."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A plea with what was typed in its place, and the names of the fields that are new."""

    plea: Plea
    changed: tuple[str, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    """By the key of a reach point that is new, what its address is found by."""

    @property
    def points(self) -> Sequence[ReachPoint]:
        """Give those of which something is new: the address, its language, what is safe there."""
        is_language_new = "language" in self.changed
        is_safe_new = not {*SAFE}.isdisjoint(self.changed)
        return [
            point
            for point in self.plea.reach_points
            if is_language_new
            or point.key in self.changed
            or (is_safe_new and point.is_address and point.whose is Whose.HELPED)
        ]


class Outcome(Enum):
    """What became of a correction."""

    KEPT = auto()
    NOTHING_NEW = auto()
    OVER = auto()
    """The request has ended meanwhile."""
