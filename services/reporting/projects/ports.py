"""Where figures that people enter are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.reporting.projects.model import CountForm, Entry, Sheet
from services.reporting.projects.rules.counts import New
from shared.work import Publishes


class EnteredCounts(Protocol):
    """Versions of figures, in one transaction; none is changed or removed."""

    async def hold(self, sheet: Sheet) -> None:
        """Hold what is entered for a period until the transaction ends."""
        ...

    async def close(self, sheet: Sheet) -> None:
        """Close a period that is held: what is entered from now on is told as a correction."""
        ...

    async def is_closed(self, sheet: Sheet) -> bool:
        """Say whether its report was published."""
        ...

    async def entries(self, sheet: Sheet) -> Sequence[Entry]:
        """Give every version of every cell."""
        ...

    async def enter(
        self, sheet: Sheet, indicator: str, new: New, form: CountForm, by: UUID
    ) -> bool:
        """Add a version to a period that is held; False where another came meanwhile."""
        ...

    async def confirm(self, entry_id: UUID, by: UUID) -> bool:
        """Keep who else has seen it; False where somebody confirmed it, or it is their own."""
        ...


class WithEnteredCounts(Protocol):
    """A transaction with figures that people enter."""

    @property
    def entered_counts(self) -> EnteredCounts:
        """Give them."""
        ...


class Directions(Protocol):
    """Presses on the page for participants, in one transaction."""

    async def note(self, direction_id: UUID) -> bool:
        """Keep that a press was told; False where it was before."""
        ...


class DirectionWork(Publishes, Protocol):
    """What telling a press needs of a transaction."""

    @property
    def directions(self) -> Directions:
        """Give the presses."""
        ...
