"""Organisations, each with one bent line where a test needs it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from services.matching.partners.adapters import read_agreements
from services.matching.partners.model import (
    Agreement,
    Capacity,
    Facts,
    OpenHours,
    OrganisationId,
    Partner,
)
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import OrganisationInvited, OrganisationReachChanged
from shared.contracts.partner_words import (
    CapacityPeriod,
    CapacityUnit,
    ControllerRole,
    OrganisationKind,
    PartnerStanding,
)
from shared.contracts.words import Language, ServiceLine
from shared.messaging.outbox import Announcement, Outbox
from tests.support.activations import ACTIVATION
from tests.support.matching.building import NOW

AGREEMENTS = read_agreements()
AGREEMENT = AGREEMENTS.on(NOW.date()).version
MAY = date(2027, 5, 31)
BAGS = Capacity(20, CapacityUnit.BAGS, CapacityPeriod.WEEK, MAY)
"""Twenty bags a week until the end of May."""


def facts(**bent: object) -> Facts:
    """Give all that an organisation can say of itself."""
    said: dict[str, object] = {
        "name": "Mikkelin Ruoka-apu ry",
        "kind": OrganisationKind.ASSOCIATION,
        "business_id": "0737546-2",
        "lines": (ServiceLine.FOOD, ServiceLine.WELLBEING),
        "municipalities": ("491", "178"),
        "languages": (Language.FINNISH, Language.SWEDISH),
        "hours": (OpenHours(0, 540, 960), OpenHours(2, 600, 720)),
        "phone": "+35815123456",
    }
    return Facts(**(said | bent))  # type: ignore[arg-type]  # what a test bends is of its kind


def partner(
    organisation_id: UUID | None = None,
    standing: PartnerStanding = PartnerStanding.JOINED,
    capacity: Mapping[ServiceLine, Capacity] | None = None,
    **bent: object,
) -> Partner:
    """Give an organisation that joined; what is bent is a fact of its own."""
    return Partner(
        OrganisationId(organisation_id or uuid4()),
        ACTIVATION,
        standing,
        facts(**bent),
        {ServiceLine.FOOD: BAGS} if capacity is None else capacity,
        Agreement(AGREEMENT, ControllerRole.OWN),
    )


def organisation_invited(
    organisation_id: UUID, version: int = 1, activation: Activation = ACTIVATION
) -> Envelope[OrganisationInvited]:
    """Say as intake does that somebody of an organisation was invited."""
    data = OrganisationInvited(organisation_id=organisation_id, staff_id=uuid4())
    envelope = _from_intake(organisation_id, data, version, activation)
    return Envelope[OrganisationInvited].model_validate(envelope.model_dump())


def reach_changed(
    organisation_id: UUID, version: int, *, is_reached: bool
) -> Envelope[OrganisationReachChanged]:
    """Say as intake does whether letters reach somebody of an organisation."""
    data = OrganisationReachChanged(organisation_id=organisation_id, is_reached=is_reached)
    envelope = _from_intake(organisation_id, data, version, ACTIVATION)
    return Envelope[OrganisationReachChanged].model_validate(envelope.model_dump())


def _from_intake(
    organisation_id: UUID, data: Event, version: int, activation: Activation
) -> Envelope[Event]:
    said = Announcement(
        f"organisation/{organisation_id}", version, data, organisation_id, activation=activation
    )
    return Outbox("porukalla/intake", lambda: NOW, uuid4).envelope(said)
