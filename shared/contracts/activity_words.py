"""Codes of what is done for many at once."""

from enum import StrEnum


class AgeBand(StrEnum):
    """Ages as the funder counts them; nobody is asked for a year of birth."""

    UNDER_18 = "under_18"
    FROM_18 = "from_18_to_29"
    FROM_30 = "from_30_to_54"
    FROM_55 = "from_55"


class TakenBack(StrEnum):
    """Why what was written down counts no more."""

    NOT_HELD = "not_held"
    TWICE = "twice"
    """The same was written down twice."""
    BY_MISTAKE = "by_mistake"
