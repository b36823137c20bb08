"""Where the picture is kept and read, in reporting's words."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from services.reporting.picture.model import Live, Seen, Weeks


class Pictured(Protocol):
    """What the picture is made of, in one transaction."""

    async def see(self, seen: Seen) -> None:
        """Join what is known with this; figures have learned of the same events before."""
        ...

    async def hear(self, services: Collection[str]) -> None:
        """Note that these were heard now."""
        ...


class LivePictures(Protocol):
    """What is live, read without a transaction."""

    async def mark(self) -> int:
        """Give what changes with every batch of facts."""
        ...

    async def live(self, now: datetime) -> Live:
        """Count the last 24 hours, and who waits."""
        ...


class Pictures(LivePictures, Protocol):
    """The whole picture."""

    async def weeks(self, first: date, last: date) -> Weeks:
        """Count these days."""
        ...
