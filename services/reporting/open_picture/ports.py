"""Where closed days are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.reporting.open_picture.model import ClosedDay


class ClosedDays(Protocol):
    """Days that are closed once, and never again."""

    async def close(self, first: date, last: date, k: int) -> None:
        """Close those of these days that are not closed yet, as they are counted now."""
        ...

    async def closed(self, first: date) -> Sequence[ClosedDay]:
        """List those closed since a day, the oldest first."""
        ...
