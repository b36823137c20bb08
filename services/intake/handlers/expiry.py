"""Remove what has expired: drafts, kept answers, old tries."""

from dataclasses import dataclass
from typing import Protocol

from services.intake.ports.drafts import WithDrafts
from services.intake.ports.staff import WithStaff
from services.intake.ports.submissions import WithSubmissions
from shared.work import Store


class ExpiryWork(WithDrafts, WithSubmissions, WithStaff, Protocol):
    """What removing needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """Several processes may remove at once: each row is taken by one of them."""

    store: Store[ExpiryWork]

    async def remove(self) -> int:
        """Remove what has expired, some drafts in a transaction; gives how many rows."""
        removed = 0
        while some := await self._remove_drafts():
            removed += some
        async with self.store.begin() as work:
            removed += await work.submissions.forget_answers()
        async with self.store.begin() as work:
            removed += await work.staff.forget_tries()
        return removed

    async def _remove_drafts(self) -> int:
        async with self.store.begin() as work:
            return await work.drafts.remove_expired()
