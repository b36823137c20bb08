"""Where a postal code is, as the database keeps it: a point (east, north) in degrees."""

import asyncpg

from services.matching.engine.model import Place
from shared.areas import coordinates_of, municipality


def home_of(postal_code: str) -> asyncpg.Point | None:
    """Give the point of a postal code; None when it is nowhere known."""
    found = coordinates_of(postal_code)
    return asyncpg.Point(found.longitude, found.latitude) if found else None


def place_at(home: asyncpg.Point | None) -> Place | None:
    """Read a stored point."""
    return Place.at(home.y, home.x) if home is not None else None


def place_of(postal_code: str, municipality_code: str) -> Place | None:
    """Say where a need is: its postal code, or else the centre of its municipality."""
    found = coordinates_of(postal_code) or municipality(municipality_code)
    return Place.at(found.latitude, found.longitude) if found else None
