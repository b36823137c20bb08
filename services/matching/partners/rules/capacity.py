"""How much an organisation can still take: what they told, while it holds, less what they have."""

import calendar
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Final

from services.matching.partners.model import Capacity
from shared.contracts.partner_words import CapacityPeriod

REMINDED_BEFORE: Final = timedelta(days=3)
"""So long before it lapses they are asked to say it anew."""
MOST: Final = 100_000
"""Nobody gives more of anything in a month."""


class Room(StrEnum):
    """Whether one more fits."""

    UNTOLD = auto()
    """They told nothing that holds today: they may be asked, after those who told."""
    FULL = auto()
    SOME = auto()
    UNLIMITED = auto()


def holds(capacity: Capacity, on: date) -> bool:
    """Say whether what they told holds on a day, the last one too."""
    return capacity.valid_until is None or on <= capacity.valid_until


def room_in(capacity: Capacity | None, taken: int, on: date) -> Room:
    """Say whether one more fits beside what they took in this period."""
    if capacity is None or not holds(capacity, on):
        return Room.UNTOLD
    if capacity.amount is None:
        return Room.UNLIMITED
    return Room.SOME if taken < capacity.amount else Room.FULL


def left_in(capacity: Capacity | None, taken: int, on: date) -> int | None:
    """Count how many more fit; None where that is not limited, or not told."""
    if capacity is None or capacity.amount is None or not holds(capacity, on):
        return None
    return max(0, capacity.amount - taken)


def period_of(per: CapacityPeriod, on: date) -> tuple[date, date]:
    """Give the first and the last day of the day, week or month that a day is in."""
    if per is CapacityPeriod.DAY:
        return on, on
    if per is CapacityPeriod.WEEK:
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    last = calendar.monthrange(on.year, on.month)[1]
    return on.replace(day=1), on.replace(day=last)


def reminded_on(capacity: Capacity) -> date | None:
    """Give the day on which they are asked to say it anew; None for what never lapses."""
    return capacity.valid_until and capacity.valid_until - REMINDED_BEFORE
