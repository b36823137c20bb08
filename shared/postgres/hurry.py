"""Who waits for an answer: a person, for whom a place must be found at once, or work, for none."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final
from uuid import UUID

PERSON_SECONDS: Final = 1.5
"""What one request of a person waits for places, all of them together."""


@dataclass(slots=True)
class Hurry:
    """What one request of a person may wait for, and see."""

    left: float = PERSON_SECONDS
    organisation: UUID | None = None
    """Whose member asks: the database shows them its rows and no other's."""

    def spend(self, seconds: float) -> None:
        """Take what was waited from what is left."""
        self.left = max(0.0, self.left - seconds)


_HURRY: ContextVar[Hurry | None] = ContextVar("hurry", default=None)


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Count what happens inside as a request of a person, who is told rather than kept waiting."""
    token = _HURRY.set(Hurry())
    try:
        yield
    finally:
        _HURRY.reset(token)


def hurry() -> Hurry | None:
    """Give the request that this is part of; None for work that nobody waits for."""
    return _HURRY.get()
