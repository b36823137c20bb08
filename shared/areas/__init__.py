"""Where things are: the municipalities and postal codes of Finland, and distances.

Pure; the tables are read at the first question. data/PROVENANCE.md says where they come from.
"""

from shared.areas.distances import Located, distance_km
from shared.areas.municipalities import Municipality, municipalities, municipality
from shared.areas.postal_codes import (
    Point,
    PostalCode,
    coordinates_of,
    is_placed,
    municipality_code_of,
    municipality_of,
    postal_code,
)

__all__ = [
    "Located",
    "Municipality",
    "Point",
    "PostalCode",
    "coordinates_of",
    "distance_km",
    "is_placed",
    "municipalities",
    "municipality",
    "municipality_code_of",
    "municipality_of",
    "postal_code",
]
