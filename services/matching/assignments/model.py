"""What is shown of an assignment."""

from dataclasses import dataclass

from services.matching.proposals.model import Outcome
from shared.contracts.words import Category, Urgency


@dataclass(frozen=True, slots=True)
class Task:
    """What the page may show of an assignment."""

    outcome: Outcome
    kinds: tuple[Category, ...]
    urgency: Urgency | None
    """None for one of a later version."""
    municipality: str
    postal_code: str | None
    minutes: int | None = None
