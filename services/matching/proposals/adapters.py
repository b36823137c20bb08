"""Where a need is, and what time it is there."""

from datetime import datetime

from services.matching.engine.model import Place
from shared.areas import coordinates_of, municipality
from shared.clock import HELSINKI


def place_of(postal_code: str, municipality_code: str) -> Place | None:
    """Say where a need is: its postal code, or else the centre of its municipality."""
    found = coordinates_of(postal_code) or municipality(municipality_code)
    return Place.at(found.latitude, found.longitude) if found else None


def wall_time(moment: datetime) -> datetime:
    """Give the time on the wall: nights are quiet by it."""
    return moment.astimezone(HELSINKI)
