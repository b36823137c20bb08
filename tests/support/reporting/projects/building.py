"""A project and its periods, as tests say them."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from services.reporting.figures.model.report import Period
from services.reporting.projects.model import Blank, Project
from shared.contracts.words import Language
from shared.funding import Funder
from shared.funding.file import read_funding

SPRING: Final = Period(date(2026, 1, 1), date(2026, 6, 30))
AUTUMN: Final = Period(date(2026, 7, 1), date(2026, 12, 31))
FUNDER: Final = Funder(
    dict.fromkeys(Language, "Esimerkkirahasto"),
    dict.fromkeys(Language, "Esimerkkirahasto rahoittaa"),
    "ESIMERKKI-1",
    read_funding().funders[0].emblem,
    SPRING.first,
    AUTUMN.last,
)
LINK: Final = "https://www.example.org/osallistuja"
PARTICIPANTS: Final = "esf_participants"
BLANKS: Final = (
    Blank(PARTICIPANTS, dict.fromkeys(Language, "ESR-osallistujat"), ("women", "men", "other")),
    Blank("staff_hours", dict.fromkeys(Language, "Henkilöstön tunnit"), ("",)),
)


def project(**changed: Any) -> Project:  # noqa: ANN401  # of whatever kind the field is
    """Give a project of a year, changed."""
    names = dict.fromkeys(Language, "Esimerkkihanke")
    usual: dict[str, Any] = {
        "code": "esimerkki-2026",
        "names": names,
        "paid_by": FUNDER,
        "programme": names,
        "implementers": (names,),
        "target_groups": (),
        "areas": ("491",),
        "budget": (),
        "first": SPRING.first,
        "last": AUTUMN.last,
        "keep_until": date(2038, 12, 31),
        "periods": (SPRING, AUTUMN),
        "targets": {"requests": Decimal(500)},
        "participant_link": LINK,
    }
    return Project(**usual | changed)
