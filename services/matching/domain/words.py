"""The codes that only matching decides with."""

from enum import StrEnum


class NeedState(StrEnum):
    """How a need stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    UNMATCHED = "unmatched"
    CLOSED = "closed"


class MatchState(StrEnum):
    """How one asking of one volunteer stands."""

    OPEN = "open"
    DECLINED = "declined"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"


class VolunteerState(StrEnum):
    """How far a volunteer has come."""

    APPLIED = "applied"
    ACTIVE = "active"
