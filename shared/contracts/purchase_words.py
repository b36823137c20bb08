"""Codes of services that are bought."""

from enum import StrEnum
from typing import Final

MOST_BOUGHT: Final = 10_000
"""Units of one contract."""
MOST_CENTS: Final = 100_000_00
"""The price of one unit."""


class PurchaseUnit(StrEnum):
    """What a bought service is counted and paid by."""

    SESSION = "session"
    HOUR = "hour"
    DAY = "day"
    WORK = "work"
    """A piece of work: a mural, a film, a set of materials."""
