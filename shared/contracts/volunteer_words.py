"""Codes of how somebody on the roster stands."""

from enum import StrEnum


class VolunteerStanding(StrEnum):
    """Whether somebody on the roster can be asked."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"
