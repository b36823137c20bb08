"""How much help there is in one town, in exact figures: they are told to nobody as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from shared.contracts.words import Category


@dataclass(frozen=True, slots=True)
class Counted:
    """One town, by kind of help; what is not there is nought, or not known."""

    helpers: Mapping[str, int] = field(default_factory=dict)
    """How many can be asked now."""
    usual: Mapping[str, timedelta] = field(default_factory=dict)
    """Half of those who asked lately had a yes within this; only where enough asked."""


@dataclass(frozen=True, slots=True)
class Rough:
    """What is said of one kind of help."""

    category: Category
    helpers: int | None
    """None: a few."""
    usual_minutes: int | None
    """None: not known, or longer than is said."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a town before; the row is held."""

    id: UUID
    """By which what is said of the town is numbered."""
    version: int = 0
    said: str = ""
    """As it was said, word by word."""
    activation_id: UUID | None = None
    is_old: bool = True
    """It is said again, though nothing changed: whoever heard it trusts it for a time only."""
