"""What partners do, as tests say it."""

from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from services.matching.activities.model import ActivityId, Bounds, By, Done, Logged
from services.matching.partners.model import OrganisationId
from shared.contracts.words import Basis, Language, ServiceLine
from shared.funding import Emblem, Funder
from tests.support.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI

JUVA: Final = "178"
TODAY: Final = date(2026, 11, 25)
BOUNDS: Final = Bounds(
    (ServiceLine.FOOD, ServiceLine.CULTURE), (MIKKELI, JUVA), date(2026, 1, 1), TODAY
)
_EMBLEMS: Final = Path(__file__).parents[4] / "deploy" / "network" / "emblems"
FUNDERS: Final = (
    Funder(
        dict.fromkeys(Language, "Esimerkkirahasto"),
        dict.fromkeys(Language, "Esimerkkirahasto rahoittaa"),
        "ESIMERKKI-1",
        Emblem((_EMBLEMS / "example.svg").read_bytes(), "svg"),
        BOUNDS.first_day,
        date(2026, 12, 31),
    ),
)
MEMBER: Final = By(UUID(int=5))
LINE_OF_60: Final = {
    "title": "Ruokajono",
    "service_line": "food",
    "municipality": MIKKELI,
    "occurred_on": "2026-11-24",
    "minutes": "2 h",
    "headcount": "60",
    "basis": "counted",
}
"""A form filled in."""


def done(**changed: Any) -> Done:  # noqa: ANN401  # of whatever kind the field is
    """Give a food line, changed."""
    usual: dict[str, Any] = {
        "title": "Ruokajono",
        "service_line": ServiceLine.FOOD,
        "municipality": MIKKELI,
        "occurred_on": date(2026, 11, 24),
        "minutes": 120,
        "headcount": 60,
        "basis": Basis.COUNTED,
    }
    return Done(**usual | changed)


def logged(organisation_id: UUID, **changed: Any) -> Logged:  # noqa: ANN401  # as above
    """Give what is written down of one."""
    return Logged(
        id=ActivityId(uuid4()),
        organisation_id=OrganisationId(organisation_id),
        number=1,
        done=done(**changed),
        by=MEMBER,
        activation=ACTIVATION,
    )
