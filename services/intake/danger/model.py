"""What somebody in danger says: that they called, or that they cannot."""

from enum import StrEnum


class Way(StrEnum):
    """What they did or cannot do; the values are the slugs."""

    CALLED = "soitin"
    CALL_ME = "soittakaa"
