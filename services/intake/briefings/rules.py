"""When the letter is written, and to whom."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from services.intake.duty.model import Duty
from shared.contracts.words import StaffRole

FIRST: Final = time(7, 30)
"""By the wall of the network: before the day's calls begin."""
LAST: Final = time(12)
"""Who slept so long does not write: the morning is over, and the board says more."""
LAPSES_WITHIN: Final = timedelta(days=7)
"""What an organisation is told of the amounts it named."""
LISTED: Final = 5
"""Of those who wait, and of what was promised."""


def is_time(local: datetime) -> bool:
    """Say whether the letter of this day is to be written now, if it was not yet."""
    return FIRST <= local.time() < LAST


def end_of_day(local: datetime) -> datetime:
    """Give midnight, also on a day that has one hour more or less."""
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def readers(duties: Iterable[Duty]) -> Sequence[Duty]:
    """Choose the coordinators to whom a letter gets, whether they are on duty or not."""
    return [each for each in who_wants(duties) if StaffRole.COORDINATOR in each.roles]


def who_wants(duties: Iterable[Duty]) -> Sequence[Duty]:
    """Leave out who cannot be written to, or said no to this letter."""
    return [each for each in duties if each.to and each.wants_mornings]
