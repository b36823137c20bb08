"""Plans, each with one bent line where a test needs it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from services.matching.programme.model import Plan, PlanId, Planned
from shared.contracts.words import ServiceLine
from tests.support.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI

ART: Final = {
    "title": "Taidetunti",
    "service_line": "culture",
    "municipality": MIKKELI,
    "place": "Kirjasto, Raatihuoneenkatu 6",
    "minutes": "1:30",
    "seats": "2",
    "day": "2026-12-01",
    "hour": "17.30",
}
"""A form filled in."""


def planned(organisation_id: UUID, starts_at: datetime, **bent: Any) -> Planned:  # noqa: ANN401  # of its kind
    """Give one time of an art hour with two seats."""
    plan = Plan(
        title="Taidetunti",
        service_line=ServiceLine.CULTURE,
        municipality=MIKKELI,
        place="Kirjasto",
        link="",
        minutes=90,
        seats=2,
    )
    usual: dict[str, Any] = {
        "id": PlanId(uuid4()),
        "organisation_id": organisation_id,
        "plan": plan,
        "starts_at": starts_at,
        "planned_by": UUID(int=5),
        "activation": ACTIVATION,
    }
    return Planned(**usual | bent)
