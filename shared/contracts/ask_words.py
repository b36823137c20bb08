"""Codes of what coordinators have matching do by hand, and of what it answers."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AskManner(StrEnum):
    """In which way one volunteer is asked by hand."""

    BESIDE = "beside"
    """Beside whoever else is asked."""
    FIRST = "first"
    """Nobody else is asked until they answered or their time is over."""
    AGREED = "agreed"
    """They said yes on the phone already, and help from now on."""


class AssignmentRefusal(StrEnum):
    """Why a coordinator's wish that one volunteer be asked was not done."""

    UNKNOWN_VOLUNTEER = "unknown_volunteer"
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    NOT_WAITING = "not_waiting"
    """The request is over, or someone helps already."""
    ASKED_BEFORE = "asked_before"
    VETTING = "vetting"
    """They are not known as well as the task demands."""
    CATEGORY = "category"
    LANGUAGE = "language"
    IN_PERSON = "in_person"
    """They help only without meeting."""
    REMOTE = "remote"
    """They help only where people meet."""
    TIME = "time"
    AREA = "area"
    OFF_DUTY = "off_duty"
    """They are on a break."""
    QUIET_HOURS = "quiet_hours"
    AT_WEEKLY_CAP = "at_weekly_cap"
    ASKED_ENOUGH = "asked_enough"


class OverrideReason(StrEnum):
    """Why a rule is passed over by hand; a code, so that no words about a person are on record."""

    THEY_SAID_SO = "they_said_so"
    """The volunteer told us themselves that it suits them."""
    KNOWN_TO_EACH_OTHER = "known_to_each_other"
    NOBODY_ELSE = "nobody_else"
    CANNOT_WAIT = "cannot_wait"


class SoftLimit(StrEnum):
    """What a coordinator may have a search go past; every other rule of choosing stands firm."""

    RADIUS = "radius"
    """How far people go: a step further."""
    AT_ONCE = "at_once"
    """How many are asked at once."""
    SILENT = "silent"
    """Who did not answer is asked once more."""
    REST = "rest"
    """How often somebody may have been asked lately."""


class WideningReason(StrEnum):
    """Why a search is widened by hand."""

    NOBODY_LEFT = "nobody_left"
    NOBODY_ANSWERS = "nobody_answers"
    FEW_HERE = "few_here"
    CANNOT_WAIT = "cannot_wait"


class WideningRefusal(StrEnum):
    """Why a search is not widened."""

    NOT_WAITING = "not_waiting"
    NOT_FOR_VOLUNTEERS = "not_for_volunteers"
    WIDE_ALREADY = "wide_already"
    """None of the limits goes any further."""


class ReferralRefusal(StrEnum):
    """Why a request was not referred to an organisation."""

    NO_PARTNERS = "no_partners"
    """The network has no partner organisations yet."""
    NOT_WAITING = "not_waiting"
    """The request is over, or somebody has it in hand already."""
    NO_CONSENT = "no_consent"
    """Nobody has recorded that the person agrees."""
    UNKNOWN_ORGANISATION = "unknown_organisation"
    NOT_OPEN = "not_open"
    """The organisation has not joined, takes a pause, or has left."""
    LINE = "line"
    """It does not give this kind of help."""
    AREA = "area"
    LANGUAGE = "language"
    NOT_CLEARED = "not_cleared"
    """It may not know of what only staff may see to."""
    NO_CAPACITY = "no_capacity"
    CAPACITY_LAPSED = "capacity_lapsed"
    """What it said of its capacity holds no more."""
    ASKED_BEFORE = "asked_before"


_OFFERED: Final = frozenset(
    {
        AssignmentRefusal.CATEGORY,
        AssignmentRefusal.LANGUAGE,
        AssignmentRefusal.IN_PERSON,
        AssignmentRefusal.REMOTE,
        AssignmentRefusal.TIME,
        AssignmentRefusal.AREA,
        AssignmentRefusal.AT_WEEKLY_CAP,
    }
)
_OF_ASKING: Final = frozenset({AssignmentRefusal.QUIET_HOURS, AssignmentRefusal.ASKED_ENOUGH})
OVERRIDABLE: Final[Mapping[AskManner, frozenset[AssignmentRefusal]]] = MappingProxyType(
    {
        AskManner.BESIDE: _OFFERED | _OF_ASKING,
        AskManner.FIRST: _OFFERED | _OF_ASKING,
        AskManner.AGREED: _OFFERED | {AssignmentRefusal.OFF_DUTY},
    }
)
"""The rules that a coordinator may pass over, by name and with a reason; never any other.

They are about what somebody offered. A break is passed over only by whoever is on it: they said
yes. How well somebody must be known, who must not meet and what is not for volunteers at all
protects people, and nobody passes it over.
"""
