"""invited -> joined <-> paused -> left: how an organisation comes, rests and goes."""

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Final

from services.matching.partners.model import Facts, Partner
from shared.contracts.partner_words import PartnerStanding

_NEEDED: Final = ("name", "business_id", "lines", "municipalities", "languages")


class Act(StrEnum):
    """What a member does with their organisation's standing."""

    JOIN = auto()
    PAUSE = auto()
    RESUME = auto()
    LEAVE = auto()


_INVITED, _JOINED = PartnerStanding.INVITED, PartnerStanding.JOINED
_PAUSED, _LEFT = PartnerStanding.PAUSED, PartnerStanding.LEFT
_AFTER: Final[Mapping[tuple[PartnerStanding, Act], PartnerStanding]] = {
    (_INVITED, Act.JOIN): _JOINED,
    (_JOINED, Act.PAUSE): _PAUSED,
    (_PAUSED, Act.RESUME): _JOINED,
    (_INVITED, Act.LEAVE): _LEFT,
    (_JOINED, Act.LEAVE): _LEFT,
    (_PAUSED, Act.LEAVE): _LEFT,
}


def standing_after(standing: PartnerStanding, act: Act) -> PartnerStanding | None:
    """Give how it stands then; None for what cannot be done as it stands."""
    return _AFTER.get((standing, act))


def unsaid(facts: Facts) -> tuple[str, ...]:
    """Name what an organisation has yet to say before it can join."""
    return tuple(name for name in _NEEDED if not getattr(facts, name))


def agrees_to(partner: Partner, version: str) -> bool:
    """Say whether it agreed to a version; whoever agreed to an earlier one is asked again."""
    return partner.agreement is not None and partner.agreement.version == version


def may_join(partner: Partner, version: str) -> bool:
    """Say whether it said all and agreed to what is agreed to now."""
    agreed = agrees_to(partner, version)
    is_invited = standing_after(partner.standing, Act.JOIN) is not None
    return is_invited and agreed and not unsaid(partner.facts)
