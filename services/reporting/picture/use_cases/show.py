"""Show the situation picture."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.reporting.figures.ports import CountedFigures
from services.reporting.figures.rules.partners import capacity_of, each_once
from services.reporting.picture.model import Picture
from services.reporting.picture.ports import Pictures
from services.reporting.picture.use_cases.look import LookNow
from shared.clock import local_day

SHOWN: Final = timedelta(weeks=4) + timedelta(days=1)
"""Four weeks of which it is known how soon help came, and the days of which it is not yet."""


@dataclass(frozen=True, slots=True)
class ShowPicture:
    """The whole picture."""

    live: LookNow
    pictures: Pictures
    figures: CountedFigures

    async def show_picture(self) -> Picture:
        """Count it."""
        live = await self.live.look()
        today = local_day(live.at)
        lines = await self.figures.lines_told(today)
        return Picture(
            live=live,
            weeks=await self.pictures.weeks(today - SHOWN, today),
            organisations=each_once(lines),
            capacity=capacity_of(lines),
        )
