"""How long a member may pause."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

PAUSES: Final[Mapping[str, timedelta | None]] = {
    "week": timedelta(days=7),
    "two_weeks": timedelta(days=14),
    "month": timedelta(days=30),
    "three_months": timedelta(days=91),
    "open": None,
}
"""The choices of the page; the last goes on until they say so."""
