"""What the data protection officer sees of cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.rights.model import Case
from services.intake.rights.ports import WithRights
from shared.work import Store

LISTED: Final = 100


@dataclass(frozen=True, slots=True)
class OverseeRights:
    """Who they are is not shown: the officer sees to it that they are answered in time."""

    store: Store[WithRights]

    async def cases(self) -> Sequence[Case]:
        """List open cases and those that were closed last."""
        async with self.store.begin() as work:
            return await work.rights.cases(LISTED)
