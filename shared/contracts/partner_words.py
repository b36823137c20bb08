"""Codes of the organisations that help beside volunteers."""

from enum import StrEnum
from typing import Final

from shared.contracts.words import SENSITIVE_CATEGORIES, SERVICE_LINE_OF


class PartnerStanding(StrEnum):
    """How an organisation stands with the network."""

    INVITED = "invited"
    """Asked to join; nobody of it said yes so far."""
    JOINED = "joined"
    PAUSED = "paused"
    """It takes nothing new."""
    LEFT = "left"
    """For good: who comes back is invited anew, as another."""


class OrganisationKind(StrEnum):
    """What an organisation is."""

    ASSOCIATION = "association"
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    """A person who trades: what of theirs is their own is never published."""
    PARISH = "parish"
    PUBLIC_BODY = "public_body"
    SUPPLIER = "supplier"
    """Sells services to the network, is paid for them, and takes no referrals."""


PERHAPS_A_PERSON: Final = frozenset({OrganisationKind.SOLE_TRADER, OrganisationKind.SUPPLIER})
"""Kinds whose number may be somebody's own: an artist sells in their own name."""


class CapacityUnit(StrEnum):
    """What an organisation counts what it can give by."""

    BAGS = "bags"
    MEALS = "meals"
    PEOPLE = "people"
    VISITS = "visits"
    HOURS = "hours"


class CapacityPeriod(StrEnum):
    """In what time it gives that much."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class ControllerRole(StrEnum):
    """Whose the personal data are that an organisation handles."""

    OWN = "own"
    """Its own: it decides by itself what they are for."""
    JOINT = "joint"
    PROCESSOR = "processor"
    """The network's, on whose behalf it handles them."""


class ClearanceReason(StrEnum):
    """Why an organisation may be asked where a request tells of health, or may no longer."""

    HEALTH_PROVIDER = "health_provider"
    """It gives such help by law, and is bound to secrecy."""
    AGREEMENT = "agreement"
    """It signed what the network asks of those who know of somebody's health."""
    AGREEMENT_ENDED = "agreement_ended"
    INCIDENT = "incident"
    """Something went wrong that is looked into."""


HEALTH_LINES: Final = frozenset(SERVICE_LINE_OF[each] for each in SENSITIVE_CATEGORIES)
"""Lines whose requests tell of somebody's health: only who is cleared for them is asked."""
