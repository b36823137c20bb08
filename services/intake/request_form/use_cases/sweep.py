"""Remove forms that nobody goes on with."""

from dataclasses import dataclass

from services.intake.request_form.ports import WithDrafts
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SweepDrafts:
    """Several processes may remove at once: each draft is taken by one of them."""

    store: Store[WithDrafts]

    async def remove_expired_drafts(self) -> int:
        """Remove what has expired, some drafts in a transaction; gives how many."""
        removed = 0
        while some := await self._remove_some():
            removed += some
        return removed

    async def _remove_some(self) -> int:
        async with self.store.begin() as work:
            return await work.drafts.remove_expired()
