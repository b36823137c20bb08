"""Contracts and deliveries, each with one bent line where a test needs it."""

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from services.matching.activities.model import By
from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivery,
    DeliveryId,
    Done,
    Purchase,
    PurchaseId,
    Terms,
)
from shared.contracts.purchase_words import PurchaseUnit
from shared.contracts.words import ServiceLine
from tests.support.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI

TODAY: Final = date(2026, 11, 25)
OWN: Final = OrganisationId(UUID(int=91))
SUPPLIER: Final = By(UUID(int=5))
ART_HOUR: Final = {
    "title": "Taidetunti verkossa",
    "service_line": "culture",
    "municipality": MIKKELI,
    "unit": "session",
    "quantity": "10",
    "price": "60,50",
    "first_day": "2026-11-01",
    "last_day": "2026-12-31",
    "platform": "Teams",
    "link": "https://example.org/taide",
}
"""The form of a contract filled in."""
ONE_HOUR: Final = {
    "occurred_on": "2026-11-24",
    "quantity": "1",
    "minutes": "1:30",
    "attendance": "8",
}
"""The form of a delivery filled in."""


def terms(**bent: Any) -> Terms:  # noqa: ANN401  # of whatever kind the field is
    """Give ten art hours on the net, changed."""
    usual: dict[str, Any] = {
        "service": "Taidetunti verkossa",
        "service_line": ServiceLine.CULTURE,
        "municipality": MIKKELI,
        "unit": PurchaseUnit.SESSION,
        "quantity": 10,
        "unit_price_cents": 6050,
        "first_day": date(2026, 11, 1),
        "last_day": date(2026, 12, 31),
        "platform": "Teams",
        "link": "https://example.org/taide",
    }
    return Terms(**usual | bent)


def purchase(
    organisation_id: UUID = OWN, delivered: int = 0, ended_on: date | None = None, **bent: object
) -> Purchase:
    """Give a contract; what is bent is one of its terms."""
    return Purchase(
        id=PurchaseId(uuid4()),
        organisation_id=OrganisationId(organisation_id),
        terms=terms(**bent),
        activation=ACTIVATION,
        delivered=delivered,
        ended_on=ended_on,
    )


def done(**bent: Any) -> Done:  # noqa: ANN401  # as above
    """Give one of them, given yesterday to eight."""
    usual: dict[str, Any] = {
        "occurred_on": date(2026, 11, 24),
        "quantity": 1,
        "minutes": 90,
        "attendance": 8,
    }
    return Done(**usual | bent)


def delivery(of: Purchase, number: int = 2, **bent: object) -> Delivery:
    """Give what is written down of one."""
    return Delivery(
        id=DeliveryId(uuid4()),
        purchase_id=of.id,
        organisation_id=of.organisation_id,
        number=number,
        done=done(**bent),
        by=SUPPLIER,
    )
