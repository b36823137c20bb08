"""Close days, and show what everybody may see of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from services.reporting.open_picture.model import OpenPicture, PictureTerms
from services.reporting.open_picture.ports import ClosedDays
from services.reporting.open_picture.rules import days_to_close, open_picture_of
from shared.clock import HELSINKI

NOW_AND_THEN: Final = timedelta(minutes=10)
SWITCHED_OFF: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class KeepOpenPicture:
    """The open picture; `now` is the network's time."""

    days: ClosedDays
    terms: PictureTerms
    now: Callable[[], datetime]

    async def close_days(self) -> timedelta:
        """Close what is over, where it is switched on; gives when to look again."""
        if not self.terms.shown:
            return SWITCHED_OFF
        first, last = self._days()
        await self.days.close(first, last, self.terms.k)
        return NOW_AND_THEN

    async def show_open_picture(self) -> OpenPicture | None:
        """Give what may be seen; None before the first day was closed."""
        first, _ = self._days()
        return open_picture_of(await self.days.closed(first))

    def _days(self) -> tuple[date, date]:
        return days_to_close(self.now(), HELSINKI, self.terms.closes_at_hour)
