"""Look at what is live: the last 24 hours, and whether the network sleeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.reporting.picture.model import Live
from services.reporting.picture.ports import LivePictures
from shared.activation.current import Current, at_work


@dataclass(frozen=True, slots=True)
class LookNow:
    """What the page shows first and is told anew; `now` is the network's time."""

    pictures: LivePictures
    current: Current
    now: Callable[[], datetime]

    async def look(self) -> Live:
        """Count it."""
        rests = await at_work(self.current) is None
        return replace(await self.pictures.live(self.now()), rests=rests)
