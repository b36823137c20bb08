"""Closed days in memory."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.reporting.open_picture.model import ClosedDay
from shared.clock import local_day
from tests.support.reporting.state import Stored


@dataclass
class FakeClosedDays:
    """Counts what the fake figures know."""

    store: Stored
    now: Callable[[], datetime]
    days: dict[date, ClosedDay] = field(default_factory=dict)

    async def close(self, first: date, last: date, k: int) -> None:
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            asked, helped = self._counted(day, "received_at"), self._counted(day, "completed_at")
            self.days.setdefault(day, ClosedDay(day, k, asked, helped, self.now()))

    async def closed(self, first: date) -> Sequence[ClosedDay]:
        return [self.days[day] for day in sorted(self.days) if day >= first]

    def _counted(self, day: date, moment: str) -> Counter[str]:
        return Counter(
            each.municipality or ""
            for each in self.store.state.requests.values()
            if not each.exercise and (at := getattr(each, moment)) and local_day(at) == day
        )
