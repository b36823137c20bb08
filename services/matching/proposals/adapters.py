"""Where a need is, what time it is there, and what keeps choosing going."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.matching.engine.model import Place
from services.matching.needs.model import RequestId
from shared.areas import coordinates_of, municipality
from shared.clock import HELSINKI
from shared.loops import MORE, DueRows
from shared.postgres.errors import is_unavailable


def place_of(postal_code: str | None, municipality_code: str) -> Place | None:
    """Say where a need is: its postal code, or else the centre of its municipality."""
    found = coordinates_of(postal_code or "") or municipality(municipality_code)
    return Place.at(found.latitude, found.longitude) if found else None


def wall_time(moment: datetime) -> datetime:
    """Give the time on the wall: nights are quiet by it."""
    return moment.astimezone(HELSINKI)


@dataclass(slots=True)
class Matchmaker:
    """A round of choosing: for many needs at once, as long as that goes well.

    When it does not, and when a process begins, perhaps after one that died of it, the needs are
    chosen for one by one: so the one that it is about is counted and set aside, and the others are
    served.
    """

    choose_batch: Callable[[], Awaitable[int]]
    singly: DueRows[RequestId]
    _is_careful: bool = field(default=True, init=False)

    async def __call__(self) -> timedelta | None:
        """Choose for what is due."""
        try:
            if self._is_careful and await self._still_has_setbacks():
                return None
            return MORE if await self.choose_batch() else None
        except BaseException as error:
            self._is_careful = self._is_careful or not is_unavailable(error)
            raise

    async def _still_has_setbacks(self) -> bool:
        await self.singly()
        self._is_careful = await self.singly.setbacks.unsettled() > 0
        return self._is_careful
