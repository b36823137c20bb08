"""What nobody may read any more is erased."""

from dataclasses import dataclass

from services.intake.rights.ports import WithRights
from shared.work import Store


@dataclass(frozen=True, slots=True)
class SweepRights:
    """Several processes may erase at once: each case is taken by one of them."""

    store: Store[WithRights]

    async def close_expired(self) -> int:
        """Erase all that is over, some cases in a transaction; gives how many."""
        closed = 0
        while some := await self._close_some():
            closed += some
        return closed

    async def _close_some(self) -> int:
        async with self.store.begin() as work:
            return await work.rights.close_expired()
