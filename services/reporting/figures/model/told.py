"""What every fact says of the event it comes from."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The envelope of the newest event of one thing."""

    version: int
    activation_id: UUID
    exercise: bool

    def newer(self, other: Self) -> Self:
        """Give the one of the later event."""
        return max(self, other, key=lambda facts: facts.version)
