"""What is announced about an organisation: what it publishes, gives, and how it stands."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from services.matching.partners.model import OrganisationId, Partner
from shared.contracts.event import Event
from shared.contracts.matching import (
    OpeningHours,
    PartnerCapacityLapsing,
    PartnerCapacityReported,
    PartnerJoined,
    PartnerLeft,
    PartnerListed,
    PartnerPaused,
    PartnerResumed,
    PublishedFacts,
)
from shared.contracts.words import ServiceLine
from shared.messaging.outbox import Announcement, Story


def joined(partner: Partner) -> Iterable[Event]:
    """Say that it is here, what it does, and how much of it as far as that was told."""
    if partner.agreement is not None:
        yield PartnerJoined(
            organisation_id=partner.organisation_id,
            agreement_version=partner.agreement.version,
            controller_role=partner.agreement.controller,
        )
    yield listed(partner)
    for line in partner.capacity:
        yield capacity_reported(partner, line)


def listed(partner: Partner) -> PartnerListed:
    """Say what it does, where and when."""
    facts = partner.facts
    hours = (
        OpeningHours(weekday=each.weekday, opens=each.opens, closes=each.closes)
        for each in facts.hours
    )
    return PartnerListed(
        organisation_id=partner.organisation_id,
        published=PublishedFacts(name=facts.name, kind=facts.kind, phone=facts.phone or None),
        service_lines=facts.lines,
        municipalities=facts.municipalities,
        languages=facts.languages,
        hours=tuple(hours),
    )


def capacity_reported(partner: Partner, line: ServiceLine) -> PartnerCapacityReported:
    """Say how much of one line it can give, or that nothing is said of it any more."""
    told = partner.capacity.get(line)
    return PartnerCapacityReported(
        organisation_id=partner.organisation_id,
        service_line=line,
        amount=told.amount if told else None,
        unit=told.unit if told else None,
        per=told.per if told else None,
        valid_until=told.valid_until if told else None,
    )


def capacity_lapsing(
    organisation_id: OrganisationId, lines: Sequence[ServiceLine], valid_until: date
) -> PartnerCapacityLapsing:
    """Say that what it told is about to lapse."""
    return PartnerCapacityLapsing(
        organisation_id=organisation_id, service_lines=tuple(lines), valid_until=valid_until
    )


def paused(organisation_id: OrganisationId) -> PartnerPaused:
    """Say that it takes nothing new."""
    return PartnerPaused(organisation_id=organisation_id)


def resumed(organisation_id: OrganisationId) -> PartnerResumed:
    """Say that it may be asked again."""
    return PartnerResumed(organisation_id=organisation_id)


def left(organisation_id: OrganisationId) -> PartnerLeft:
    """Say that it is gone."""
    return PartnerLeft(organisation_id=organisation_id)


def announced(
    partner: Partner, said: Sequence[Event], cause: UUID | None = None
) -> Sequence[Announcement]:
    """Give what is said of one organisation the numbers after its version."""
    story = Story(partner.organisation_id, None, cause, activation=partner.activation)
    numbers = range(partner.version + 1, partner.version + 1 + len(said))
    return [
        story.say(partner.subject, number, each) for number, each in zip(numbers, said, strict=True)
    ]
