"""How volunteers are when they are asked, and what waits for them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from services.matching.engine.model import Helper, Wanted
from services.matching.volunteers.model import (
    Changes,
    VolunteerId,
)


class Helpers(Protocol):
    """Volunteers as choosing sees them: nothing personal, and many at a time."""

    async def mark(self) -> int:
        """Give a mark: what is over by now is seen by every later read."""
        ...

    def everyone(self) -> AsyncIterator[Sequence[Helper]]:
        """Read all who may be asked, piece by piece."""
        ...

    async def changes(self, mark: int) -> Changes:
        """Read what became of the roster since a mark."""
        ...

    async def these(self, numbers: Sequence[int]) -> Sequence[Helper]:
        """Read some of the roster as it is now; who may not be asked any more is left out."""
        ...

    async def these_people(self, ids: Sequence[VolunteerId]) -> Mapping[VolunteerId, Helper]:
        """Read some by who they are; who may not be asked any more is left out."""
        ...

    async def nearest(self, need: Wanted, limit: int) -> Sequence[Helper]:
        """Find helpers without an index in memory: the nearest `limit`, those of them who fit."""
        ...


class Waiting(Protocol):
    """What waits for a helper, in one transaction."""

    async def wake(self, volunteer_id: VolunteerId) -> int:
        """Let the oldest unmatched needs that this volunteer fits be looked at; gives how many.

        Comes before the volunteer's row is changed, and waits for whoever hands a need over.
        """
        ...


class WithHelpers(Protocol):
    """A transaction in which helpers can be read."""

    @property
    def helpers(self) -> Helpers:
        """Give the helpers as this transaction sees them."""
        ...


class WithWaiting(Protocol):
    """A transaction in which needs that wait can be woken."""

    @property
    def waiting(self) -> Waiting:
        """Give what waits."""
        ...
