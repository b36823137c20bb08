"""The codes that only matching decides with."""

from enum import IntEnum, StrEnum


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


class Vetting(IntEnum):
    """How well a volunteer is known; a task demands a level or a higher one."""

    NONE = 0
    INTERVIEWED = 1
    CHECKED = 2
    """Also the check for work with minors (law 148/2014) is on record."""


class Reason(StrEnum):
    """Why a volunteer is not asked."""

    CATEGORY = "category"
    LANGUAGE = "language"
    VETTING = "vetting"
    IN_PERSON = "in_person"
    REMOTE = "remote"
    OFF_DUTY = "off_duty"
    QUIET_HOURS = "quiet_hours"
    TIME = "time"
    AREA = "area"
    BLOCKED = "blocked"
    ASKED_BEFORE = "asked_before"
    AT_WEEKLY_CAP = "at_weekly_cap"
    ASKED_ENOUGH = "asked_enough"
