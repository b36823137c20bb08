"""Organisations as matching tells of them."""

from datetime import timedelta

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import (
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PublishedFacts,
)
from shared.contracts.partner_words import (
    CapacityPeriod,
    CapacityUnit,
    ControllerRole,
    OrganisationKind,
)
from shared.contracts.words import Language, ServiceLine
from tests.support.reporting.building import START, fact, named


def partner_story(
    name: str, *, rests: bool = False, leaves: bool = False, amount: int | None = 20
) -> list[Envelope[Event]]:
    """Let an organisation join and say what it gives until tomorrow; then it rests, or leaves."""
    one = named(name)
    listed = PartnerListed(
        organisation_id=one,
        published=PublishedFacts(name=name, kind=OrganisationKind.ASSOCIATION),
        service_lines=(ServiceLine.FOOD, ServiceLine.COMPANY),
        municipalities=("491",),
        languages=(Language.FINNISH,),
    )
    told = PartnerCapacityReported(
        organisation_id=one,
        service_line=ServiceLine.FOOD,
        amount=amount,
        unit=CapacityUnit.BAGS,
        per=CapacityPeriod.WEEK,
        valid_until=START.date() + timedelta(days=1),
    )
    agreed = PartnerJoined(
        organisation_id=one, agreement_version="2026-12", controller_role=ControllerRole.OWN
    )
    said: list[Event] = [agreed, listed, told]
    said += [PartnerPaused(organisation_id=one)] if rests else []
    said += [PartnerLeft(organisation_id=one)] if leaves else []
    return [
        fact(each, f"partner/{one}", number, about=one, source="matching")
        for number, each in enumerate(said, start=1)
    ]
