"""Finland's municipalities by their official three-digit code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from shared.areas.tables import read_rows


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and its centre: the main town or church village."""

    code: str
    name_fi: str
    name_sv: str
    latitude: float
    longitude: float

    def name(self, language: str) -> str:
        """Give the Swedish name to readers of Swedish and the Finnish one to all others."""
        return self.name_sv if language == "sv" else self.name_fi


def municipality(code: str) -> Municipality | None:
    """Find a municipality by its code, leading zeros included."""
    return municipalities().get(code)


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Give all of them by code, in the order of the codes."""
    return MappingProxyType(
        {
            code: Municipality(code, name_fi, name_sv, float(latitude), float(longitude))
            for code, name_fi, name_sv, latitude, longitude in read_rows("municipalities.csv")
        }
    )
