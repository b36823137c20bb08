"""What the pages about the network need of the world."""

from typing import Protocol

from services.intake.site.model import Opening
from shared.activation.standing import Standing


class NobodyKnowsError(Exception):
    """The database does not answer, so that nobody can say how the network stands."""


class Openings(Protocol):
    """Knows whether the network is switched on."""

    async def opening(self) -> Opening | None:
        """Give since when, or None where it sleeps; raises NobodyKnowsError."""
        ...

    async def standing(self) -> Standing | None:
        """Say where it is in its life, or None where none is open; raises NobodyKnowsError."""
        ...
