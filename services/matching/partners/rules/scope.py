"""For what an organisation may be asked: its line, its place, and who is cleared for health."""

from enum import StrEnum, auto

from services.matching.partners.model import Partner
from shared.contracts.partner_words import HEALTH_LINES, PartnerStanding
from shared.contracts.words import ServiceLine


class Unfit(StrEnum):
    """Why an organisation is not asked, whatever room it has."""

    NOT_JOINED = auto()
    """It was invited only, rests, or left."""
    LINE = auto()
    AREA = auto()
    NOT_CLEARED = auto()
    """The line tells of health, and it is not cleared for that."""


def serves(partner: Partner, line: ServiceLine, municipality: str) -> bool:
    """Say whether it does that there."""
    return line in partner.lines and municipality in partner.municipalities


def is_cleared(partner: Partner, line: ServiceLine) -> bool:
    """Say whether it may know of who needs this line."""
    return partner.cleared_for_health or line not in HEALTH_LINES


def unfit_for(partner: Partner, line: ServiceLine, municipality: str) -> tuple[Unfit, ...]:
    """Give every reason why it is not asked; nothing where it may be."""
    reasons = {
        Unfit.NOT_JOINED: partner.standing is not PartnerStanding.JOINED,
        Unfit.LINE: line not in partner.lines,
        Unfit.AREA: municipality not in partner.municipalities,
        Unfit.NOT_CLEARED: not is_cleared(partner, line),
    }
    return tuple(reason for reason, is_so in reasons.items() if is_so)
