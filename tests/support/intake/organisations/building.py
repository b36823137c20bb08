"""Organisations and who applies, each with one bent line where a test needs it."""

from datetime import date
from typing import cast
from uuid import UUID, uuid4

from services.intake.accounts.use_cases import ManageAccounts
from services.intake.organisations.letters import OrganisationLetters
from services.intake.organisations.model import Applicant, Contact, OrganisationId
from services.intake.organisations.use_cases.invite import InviteOrganisations
from shared.contracts import matching as said
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.notify import EndpointSwitchedOff
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.words import Language, ServiceLine
from shared.letters import SealedPost
from shared.messaging.outbox import Announcement, Outbox
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed
from tests.support.intake.fakes import FakeStore

APPLICANT = Applicant(
    name="Mikkelin Ruoka-apu ry",
    number="0737546-2",
    what="Jaamme ruokaa torstaisin.",
    contact="Veera Virtanen",
    email="veera@example.org",
    phone="+358401234567",
)
TYPED = {
    "name": APPLICANT.name,
    "number": APPLICANT.number,
    "what": APPLICANT.what,
    "contact": APPLICANT.contact,
    "email": APPLICANT.email,
    "phone": "040 123 4567",
}
VEERA = Contact("veera.v", "veera@example.org", Language.FINNISH)


def inviting_over(store: FakeStore, sealed: Sealed) -> InviteOrganisations:
    """Make what invites organisations over a store of a test."""
    chance = Drawn().chance()
    letters = OrganisationLetters(SealedPost(sealed, chance), PUBLIC_URL, lambda: NOW)
    accounts = ManageAccounts(store, chance, FakeCurrent())
    return InviteOrganisations(store, accounts, letters, chance)


def from_matching(organisation_id: UUID, data: Event, version: int = 1) -> Envelope[Event]:
    """Say something of an organisation as matching does."""
    announced = Announcement(
        f"partner/{organisation_id}", version, data, organisation_id, activation=ACTIVATION
    )
    return Outbox("porukalla/matching", lambda: NOW, uuid4).envelope(announced)


def listed(organisation_id: OrganisationId, name: str) -> Envelope[Event]:
    """Say what an organisation publishes."""
    data = said.PartnerListed(
        organisation_id=organisation_id,
        published=said.PublishedFacts(name=name, kind=OrganisationKind.ASSOCIATION),
        service_lines=(ServiceLine.FOOD,),
        municipalities=("491",),
        languages=(Language.FINNISH,),
    )
    return from_matching(organisation_id, data)


def left(organisation_id: OrganisationId) -> Envelope[Event]:
    """Say that an organisation left."""
    return from_matching(organisation_id, said.PartnerLeft(organisation_id=organisation_id))


def lapsing(organisation_id: OrganisationId) -> Envelope[Event]:
    """Say that what an organisation told is about to lapse."""
    data = said.PartnerCapacityLapsing(
        organisation_id=organisation_id,
        service_lines=(ServiceLine.FOOD,),
        valid_until=date(2027, 5, 31),
    )
    return from_matching(organisation_id, data)


def switched_off(organisation_id: OrganisationId) -> Envelope[EndpointSwitchedOff]:
    """Say as notify does that an endpoint of an organisation took nothing for days."""
    data = EndpointSwitchedOff(endpoint_id=uuid4(), organisation_id=organisation_id)
    subject = f"endpoint/{data.endpoint_id}"
    announced = Announcement(subject, 1, data, organisation_id, activation=ACTIVATION)
    event = Outbox("porukalla/notify", lambda: NOW, uuid4).envelope(announced)
    return cast("Envelope[EndpointSwitchedOff]", event)
