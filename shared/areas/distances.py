"""Distances as the crow flies."""

from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_KM = 6371.0088
"""Mean radius; Finland's own differs by less than 0.4 %."""


class Located(Protocol):
    """Anything with WGS 84 coordinates in degrees."""

    @property
    def latitude(self) -> float:
        """North of the equator."""
        ...

    @property
    def longitude(self) -> float:
        """East of Greenwich."""
        ...


def distance_km(a: Located, b: Located) -> float:
    """Great-circle distance; roads in lake country are easily half as long again."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half_lat = sin((lat_b - lat_a) / 2) ** 2
    half_lon = sin(radians(b.longitude - a.longitude) / 2) ** 2
    chord = half_lat + cos(lat_a) * cos(lat_b) * half_lon
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))
