"""Codes that more than one service must spell alike (docs: product.md, "Words")."""

from enum import StrEnum
from typing import Final


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


class ServiceLine(StrEnum):
    """Categories in coarse groups: all an event says where the category would reveal health."""

    ERRANDS = "errands"
    FOOD = "food"
    COMPANY = "company"
    FAMILY_AND_YOUTH = "family_and_youth"
    WELLBEING = "wellbeing"
    CULTURE = "culture"
    ADVICE = "advice"


SENSITIVE_CATEGORIES = frozenset(
    {Category.MENTAL_WELLBEING, Category.SUBSTANCE_SUPPORT, Category.CRISIS_SUPPORT}
)
"""Categories that reveal health: never a volunteer's task, never named in an event."""

WITH_MINORS = frozenset({Category.FAMILY_SUPPORT, Category.YOUTH_WORK})
"""Tasks with minors need a recorded check (law 148/2014), which nobody has on record yet."""

VOLUNTEER_CATEGORIES = frozenset(Category) - SENSITIVE_CATEGORIES - WITH_MINORS
"""What a volunteer may be asked to do."""

PARTNERS_FIRST = frozenset({Category.FOOD_AID, Category.ADVICE})
"""What organisations give above all: who agreed to that goes to one before a volunteer is asked."""

SERVICE_LINE_OF: dict[Category, ServiceLine] = {
    Category.GROCERIES: ServiceLine.ERRANDS,
    Category.PHARMACY: ServiceLine.ERRANDS,
    Category.FOOD_AID: ServiceLine.FOOD,
    Category.SUPPLIES: ServiceLine.FOOD,
    Category.ERRAND_OTHER: ServiceLine.ERRANDS,
    Category.PET_CARE: ServiceLine.ERRANDS,
    Category.PHONE_COMPANY: ServiceLine.COMPANY,
    Category.DIGITAL_SUPPORT: ServiceLine.ADVICE,
    Category.OUTDOOR_COMPANY: ServiceLine.COMPANY,
    Category.EXERCISE: ServiceLine.CULTURE,
    Category.CARER_RELIEF: ServiceLine.FAMILY_AND_YOUTH,
    Category.FAMILY_SUPPORT: ServiceLine.FAMILY_AND_YOUTH,
    Category.YOUTH_WORK: ServiceLine.FAMILY_AND_YOUTH,
    Category.MENTAL_WELLBEING: ServiceLine.WELLBEING,
    Category.SUBSTANCE_SUPPORT: ServiceLine.WELLBEING,
    Category.CRISIS_SUPPORT: ServiceLine.WELLBEING,
    Category.CULTURE_CREATIVE: ServiceLine.CULTURE,
    Category.ADVICE: ServiceLine.ADVICE,
    Category.TRANSPORT: ServiceLine.ERRANDS,
}


class HelpKind(StrEnum):
    """What somebody needs help with that a line of help knows better than the network."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    VIOLENCE = "violence"
    CHILDREN = "children"
    SOCIAL = "social"
    SUBSTANCE = "substance"


class Urgency(StrEnum):
    """How soon help is needed; danger never gets this far."""

    TODAY = "today"
    WITHIN_2_DAYS = "within_2_days"
    WITHIN_A_WEEK = "within_a_week"
    NO_HURRY = "no_hurry"


class Language(StrEnum):
    """What pages and letters are written in: a folder of `languages/` each."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"
    SIMPLE_FINNISH = "selko"
    """Finnish in plain words; whoever reads it is helped in Finnish."""
    ARABIC = "ar"

    @property
    def spoken(self) -> "Language":
        """The language that helpers of its readers speak."""
        return Language.FINNISH if self is Language.SIMPLE_FINNISH else self


UNFINISHED: Final = frozenset({Language.ARABIC})
"""Not all is said in them yet, so nobody is offered them (decision 0050)."""
OFFERED: Final = tuple(each for each in Language if each not in UNFINISHED)
SPOKEN: Final = tuple(each for each in OFFERED if each.spoken is each)
"""What a helper may say they speak, and what matching searches by."""


class Channel(StrEnum):
    """How a request came in."""

    WEB = "web"
    PHONE = "phone"
    OUTBOUND_CALL = "outbound_call"
    REFERRER = "referrer"
    PARTNER = "partner"
    IMPORT = "import"


class ClosureReason(StrEnum):
    """Why a request is closed."""

    COMPLETED = "completed"
    INCOMPLETE = "incomplete"
    OUT_OF_SCOPE = "out_of_scope"
    DONE_BY_OTHERS = "done_by_others"
    NO_HELP_WANTED = "no_help_wanted"
    NO_CONTACT = "no_contact"
    DUPLICATE = "duplicate"
    UNFULFILLED = "unfulfilled"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    NETWORK_ENDED = "network_ended"


class Helped(StrEnum):
    """Whether somebody got the help they needed, by their own word."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Standing(StrEnum):
    """How a request stands with matching."""

    OPEN = "open"
    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    REFERRED = "referred"
    """A partner organisation was asked, and has not answered."""
    ACCEPTED = "accepted"
    """A partner organisation has said that it helps."""
    IN_PROGRESS = "in_progress"
    """It has begun."""
    UNMATCHED = "unmatched"
    CLOSED = "closed"


WITH_PARTNER: Final = frozenset({Standing.REFERRED, Standing.ACCEPTED, Standing.IN_PROGRESS})
"""One organisation has it in hand: nobody else is asked meanwhile."""


class UnmatchedReason(StrEnum):
    """Why a need went to the coordinator instead of a volunteer."""

    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    NOBODY_ABLE = "nobody_able"
    EVERYONE_ASKED = "everyone_asked"
    WAITED_TOO_LONG = "waited_too_long"
    """Nobody was found within the time of its urgency; asking goes on."""
    NO_PARTNER = "no_partner"
    """Partner organisations were asked, and none has it any more: counts are of organisations."""
    CHOOSING_FAILED = "choosing_failed"
    """A fault of ours: a coordinator has it, and the operator's list says what broke."""


class WithdrawalReason(StrEnum):
    """Why a proposal or an assignment was taken back."""

    REQUEST_CANCELLED = "request_cancelled"
    VOLUNTEER_UNABLE = "volunteer_unable"
    FILLED = "filled"
    """Several were asked at once, and someone else took it."""
    UNREACHABLE = "unreachable"
    """No letter gets to the volunteer: they never heard of it, or cannot go on."""
    REQUEST_CHANGED = "request_changed"
    """What is asked for was corrected, and is nothing for this volunteer any more."""
    REFERRED = "referred"
    """A partner organisation was asked instead."""


class NoticeChannel(StrEnum):
    """A way to reach a person or a partner organisation."""

    EMAIL = "email"
    SMS = "sms"
    WEBHOOK = "webhook"


class VettingLevel(StrEnum):
    """How well a volunteer must be known for a task; each level holds for the ones before it."""

    NONE = "none"
    INTERVIEWED = "interviewed"
    CHECKED = "checked"
    """Also the check for work with minors (law 148/2014) is on record."""


class Basis(StrEnum):
    """How a headcount is known."""

    COUNTED = "counted"
    SAMPLED = "sampled"
    ESTIMATED = "estimated"


class StaffRole(StrEnum):
    """What a member of staff may see; `deploy/network/permissions.toml` says what each may."""

    OPERATOR = "operator"
    """Answers the phone."""
    COORDINATOR = "coordinator"
    PARTNER_MEMBER = "partner_member"
    """Of one partner organisation, and sees what is that one's."""
    REFERRER = "referrer"
    """Of an organisation that sends people here, and sees what came of those."""
    SUPPLIER = "supplier"
    """Of one supplier, and sees its contracts."""
    REPORTER = "reporter"
    FUNDER = "funder"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ADMIN = "admin"
    """Looks after accounts and machines, and sees no case."""
