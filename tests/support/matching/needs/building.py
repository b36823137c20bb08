"""Needs, each with one bent line where a test needs it."""

from uuid import UUID, uuid4

from services.matching.needs.model import Need, RequestId
from shared.activation import Activation
from shared.contracts.words import Category, Language, Urgency
from tests.support.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI


def need(
    *,
    request_id: UUID | None = None,
    category: str | None = Category.GROCERIES,
    also: tuple[str, ...] = (),
    urgency: str = Urgency.TODAY,
    language: str = Language.FINNISH,
    min_vetting: str | None = None,
    municipality: str = MIKKELI,
    volunteer_allowed: bool = True,
    may_be_referred: bool = False,
    activation: Activation = ACTIVATION,
) -> Need:
    """Someone in Mikkeli needs groceries today."""
    return Need(
        request_id=RequestId(request_id or uuid4()),
        service_line="errands",
        category_code=category,
        urgency_code=urgency,
        municipality=municipality,
        postal_code="50100",
        language_code=language,
        volunteer_allowed=volunteer_allowed,
        activation=activation,
        min_vetting=min_vetting,
        also_codes=also,
        may_be_referred=may_be_referred,
    )
