"""What was published, keys, and who used them."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.reporting.exports.model import Brief, FigureKey, KeyUse, NewKey, Published
from services.reporting.figures.model.report import Period


class PublishedReports(Protocol):
    """Published editions, read without a transaction; of each period the newest one."""

    async def periods(self, project: str) -> Sequence[Brief]:
        """List the periods of a project, the newest first."""
        ...

    async def one(self, project: str, period: Period) -> Published | None:
        """Give one; None while nothing is published of it."""
        ...

    async def every(self) -> Sequence[Published]:
        """Give all that are no exercise, by project and in order of their days."""
        ...


class FigureKeys(Protocol):
    """Keys, and what they were used for."""

    async def add(self, key: NewKey) -> None:
        """Keep a new one."""
        ...

    async def every(self) -> Sequence[FigureKey]:
        """List them, the newest first."""
        ...

    async def by_hash(self, hashed: str) -> FigureKey | None:
        """Find the one whose hash this is, also when it was withdrawn."""
        ...

    async def withdraw(self, key_id: UUID, by: UUID) -> bool:
        """Let one open nothing any more; False where none was left to withdraw."""
        ...

    async def uses_of_hour(self, key_id: UUID) -> int:
        """Count how often it was used in the last hour."""
        ...

    async def note(self, use: KeyUse) -> None:
        """Keep that one was used."""
        ...

    async def latest_uses(self, limit: int) -> Sequence[KeyUse]:
        """Give the last uses of all, the newest first."""
        ...
