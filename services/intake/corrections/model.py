"""What is corrected of a request, and what the page may show of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from services.intake.requests.model import Request
from services.intake.submissions.model import Plea


@dataclass(frozen=True, slots=True)
class Correctable:
    """A request as the page for corrections shows it: nothing that is sealed."""

    request: Request
    postal_code: str
    """Empty where the address is secret: then a person corrects the place."""
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """A plea with what was typed in its place, and the names of the fields that are new."""

    plea: Plea
    changed: tuple[str, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    """By the key of a reach point that is new, what its address is found by."""


class Outcome(Enum):
    """What became of a correction."""

    KEPT = auto()
    NOTHING_NEW = auto()
    OVER = auto()
    """The request has ended meanwhile."""
