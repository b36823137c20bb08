"""Finland's postal codes: which municipality, and about where."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from shared.areas.municipalities import Municipality, municipality
from shared.areas.tables import read_rows

Precision = Literal["exact", "place", "municipality"]
Coordinates = tuple[float, float]

_NONE_EXACT: Mapping[str, Coordinates] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates in degrees (WGS 84) and how much they can be trusted.

    `exact` is the centroid of the postal code's area, `place` the village or suburb it is named
    after, `municipality` only the municipality's centre, which may be tens of kilometres away.
    """

    latitude: float
    longitude: float
    precision: Precision


@dataclass(frozen=True, slots=True)
class PostalCode:
    """A postal code and its post town; `kind` is `street` where people live.

    The other kinds (`po_box`, `company`, `compiled`) are kept because people give them as theirs.
    """

    code: str
    municipality_code: str
    kind: str
    name_fi: str
    name_sv: str
    place: Coordinates | None

    def name(self, language: str) -> str:
        """Give the Swedish name to readers of Swedish and the Finnish one to all others."""
        return self.name_sv if language == "sv" else self.name_fi


def postal_code(code: str) -> PostalCode | None:
    """Find a postal code by its five digits."""
    return postal_codes().get(code)


def municipality_of(postal_code: str) -> Municipality | None:
    """Find the municipality that Posti assigns the postal code to."""
    found = postal_codes().get(postal_code)
    return municipality(found.municipality_code) if found else None


def municipality_code_of(postal_code: str) -> str | None:
    """Find the code of that municipality."""
    found = municipality_of(postal_code)
    return found.code if found else None


def coordinates_of(
    postal_code: str, exact: Mapping[str, Coordinates] = _NONE_EXACT
) -> Point | None:
    """Say about where a postal code is; `exact` are centroids read by `centroids.read`."""
    centroid = exact.get(postal_code)
    if centroid is not None:
        return Point(*centroid, "exact")
    found = postal_codes().get(postal_code)
    if found is None:
        return None
    if found.place is not None:
        return Point(*found.place, "place")
    centre = municipality(found.municipality_code)
    return Point(centre.latitude, centre.longitude, "municipality") if centre else None


def is_placed(postal_code: str | None) -> bool:
    """Say whether its place is known more closely than by its municipality's centre."""
    found = coordinates_of(postal_code or "")
    return found is not None and found.precision != "municipality"


@cache
def postal_codes() -> Mapping[str, PostalCode]:
    """Give all of them by code, in the order of the codes."""
    rows = read_rows("postal_codes.csv")
    return MappingProxyType({code: _postal_code(code, rest) for code, *rest in rows})


def _postal_code(code: str, rest: list[str]) -> PostalCode:
    municipality_code, kind, name_fi, name_sv, latitude, longitude = rest
    place = (float(latitude), float(longitude)) if latitude else None
    return PostalCode(code, municipality_code, kind, name_fi, name_sv, place)
