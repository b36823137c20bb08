"""Where people are, to about a postal code, and how far apart."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Final

EARTH_KM: Final = 6371.0088
"""Mean radius of the Earth."""
UNKNOWN_KM: Final = 30.0
"""How far apart two people count as when the place of one is not known."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the Earth as a vector of length one: distances then need no trigonometry."""

    x: float
    y: float
    z: float

    @classmethod
    def at(cls, latitude: float, longitude: float) -> "Place":
        """Give the point at these degrees (WGS 84)."""
        north, east = radians(latitude), radians(longitude)
        return cls(cos(north) * cos(east), cos(north) * sin(east), sin(north))

    def degrees(self) -> tuple[float, float]:
        """Give latitude and longitude back."""
        return degrees(asin(self.z)), degrees(atan2(self.y, self.x))


def km_between(a: Place | None, b: Place | None) -> float:
    """Give the straight line through the Earth: at 300 km 0.01 % shorter than over its surface."""
    if a is None or b is None:
        return UNKNOWN_KM
    x, y, z = a.x - b.x, a.y - b.y, a.z - b.z
    # Not `** 2`: it may differ from the arrays' product in the last digit.
    return EARTH_KM * sqrt(x * x + y * y + z * z)
