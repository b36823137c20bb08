"""What is to come: acts by their moments, and those that earlier ones brought about."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Final

from deploy.seeding.draws import GRID, moment
from shared.clock import HELSINKI

Do = Callable[[], Awaitable[None]]
WAKES: Final = 8
SLEEPS: Final = 21
"""Hours between which people answer."""


@dataclass
class Timetable:
    """The earliest comes first; of one moment what was entered first."""

    _waiting: list[tuple[datetime, int, Do]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def enter(self, at: datetime, do: Do) -> None:
        """Have it done at a moment."""
        heappush(self._waiting, (on_grid(at), next(self._numbers), do))

    def take(self, until: datetime) -> tuple[datetime, Do] | None:
        """Give what comes next and when; None where nothing does until then."""
        if not self._waiting or self._waiting[0][0] > until:
            return None
        at, _, do = heappop(self._waiting)
        return at, do


def on_grid(at: datetime) -> datetime:
    """Give the next moment at which the clock stands still."""
    over = timedelta(minutes=at.minute % GRID, seconds=at.second, microseconds=at.microsecond)
    return at + timedelta(minutes=GRID) - over if over else at


def by_day(at: datetime) -> datetime:
    """Give the moment, or the morning after where somebody would have to get up."""
    local = at.astimezone(HELSINKI)
    if local.hour < WAKES:
        return moment(local.date(), WAKES * 60 + local.minute)
    if local.hour >= SLEEPS:
        return moment(local.date() + timedelta(days=1), WAKES * 60 + local.minute)
    return at
