"""The codes matching decides with; spelled as in the contracts (a test compares)."""

from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What kind of help is asked for."""

    GROCERIES = "groceries"
    PHARMACY = "pharmacy"
    FOOD_AID = "food_aid"
    SUPPLIES = "supplies"
    ERRAND_OTHER = "errand_other"
    PET_CARE = "pet_care"
    PHONE_COMPANY = "phone_company"
    DIGITAL_SUPPORT = "digital_support"
    OUTDOOR_COMPANY = "outdoor_company"
    EXERCISE = "exercise"
    CARER_RELIEF = "carer_relief"
    FAMILY_SUPPORT = "family_support"
    YOUTH_WORK = "youth_work"
    MENTAL_WELLBEING = "mental_wellbeing"
    SUBSTANCE_SUPPORT = "substance_support"
    CRISIS_SUPPORT = "crisis_support"
    CULTURE_CREATIVE = "culture_creative"
    ADVICE = "advice"
    TRANSPORT = "transport"


SENSITIVE = frozenset(
    {Category.MENTAL_WELLBEING, Category.SUBSTANCE_SUPPORT, Category.CRISIS_SUPPORT}
)
"""Categories that reveal health: work for professionals."""

WITH_MINORS = frozenset({Category.FAMILY_SUPPORT, Category.YOUTH_WORK})
"""Tasks with minors need a recorded check (law 148/2014), which nobody has on record yet."""

VOLUNTEER_CATEGORIES = frozenset(Category) - SENSITIVE - WITH_MINORS
"""What a volunteer may be asked to do."""


class Urgency(StrEnum):
    """How soon help is needed."""

    TODAY = "today"
    WITHIN_2_DAYS = "within_2_days"
    WITHIN_A_WEEK = "within_a_week"
    NO_HURRY = "no_hurry"


class Language(StrEnum):
    """A language a person can be helped in."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


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


class UnmatchedReason(StrEnum):
    """Why a need went to the coordinator instead of a volunteer."""

    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    NOBODY_ABLE = "nobody_able"
    EVERYONE_ASKED = "everyone_asked"
    """Some were asked, and nobody else may be now."""


class WithdrawalReason(StrEnum):
    """Why a proposal or an assignment was taken back."""

    REQUEST_CANCELLED = "request_cancelled"
    VOLUNTEER_UNABLE = "volunteer_unable"
    FILLED = "filled"
    """Someone else who was asked took it."""


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
