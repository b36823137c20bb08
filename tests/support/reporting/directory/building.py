"""An organisation with all that the directory can tell of one."""

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import OpeningHours, PartnerListed, PublishedFacts
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.words import Language, ServiceLine
from tests.support.reporting.building import fact, named
from tests.support.reporting.partners import partner_story

PHONE = "+358151234567"


def listed(name: str, kind: OrganisationKind = OrganisationKind.ASSOCIATION) -> Envelope[Event]:
    """Let it say anew what it does."""
    data = PartnerListed(
        organisation_id=named(name),
        published=PublishedFacts(
            name=f"{name} ry",
            kind=kind,
            phone=PHONE if kind is OrganisationKind.ASSOCIATION else None,
        ),
        service_lines=(ServiceLine.FOOD, "a_later_line"),
        municipalities=("491", "178"),
        languages=(Language.FINNISH, Language.SWEDISH),
        hours=(
            OpeningHours(weekday=0, opens=9 * 60, closes=15 * 60),
            OpeningHours(weekday=6, opens=0, closes=24 * 60),
        ),
    )
    return fact(data, f"partner/{named(name)}", 9, about=named(name), minute=90, source="matching")


def organisation(name: str, *, rests: bool = False, leaves: bool = False) -> list[Envelope[Event]]:
    """Let an organisation join and say all that it does."""
    return [*partner_story(name, rests=rests, leaves=leaves), listed(name)]
