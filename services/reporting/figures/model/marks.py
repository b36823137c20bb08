"""What stands in a cell where no exact number does."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """What stands where no number does; neither is a zero."""

    HIDDEN = "hidden"
    """It is not told, so that nobody can be recognised."""
    UNKNOWN = "unknown"
    """Nobody knows it."""


class AtLeast(NamedTuple):
    """A sum of which a part is hidden."""

    value: int | Decimal
