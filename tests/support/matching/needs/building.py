"""Needs, each with one bent line where a test needs it."""

from uuid import UUID, uuid4

from services.matching.needs.model import Need, RequestId
from shared.activation import Activation
from shared.contracts.words import Category, Language, Urgency
from tests.support.matching.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI


def need(
    *,
    request_id: UUID | None = None,
    category: Category | None = Category.GROCERIES,
    urgency: Urgency = Urgency.TODAY,
    municipality: str = MIKKELI,
    volunteer_allowed: bool = True,
    activation: Activation = ACTIVATION,
) -> Need:
    """Someone in Mikkeli needs groceries today."""
    return Need(
        request_id=RequestId(request_id or uuid4()),
        service_line="errands",
        category=category,
        urgency=urgency,
        municipality=municipality,
        postal_code="50100",
        language=Language.FINNISH,
        volunteer_allowed=volunteer_allowed,
        activation=activation,
    )
