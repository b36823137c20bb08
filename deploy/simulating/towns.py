"""Where people live: towns by population, rounded, with the coordinates of `shared.areas`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from shared.areas import municipalities


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality, or a made-up one."""

    code: str
    latitude: float
    longitude: float
    people: int


_AROUND_MIKKELI: Final[Mapping[str, int]] = MappingProxyType(
    {
        "Mikkeli": 52_000,
        "Juva": 5_900,
        "Mäntyharju": 5_700,
        "Kangasniemi": 5_300,
        "Hirvensalmi": 2_200,
        "Puumala": 2_200,
        "Pertunmaa": 1_700,
    }
)
_LARGEST: Final[Mapping[str, int]] = MappingProxyType(
    {
        "Helsinki": 675_000,
        "Espoo": 314_000,
        "Tampere": 255_000,
        "Vantaa": 247_000,
        "Oulu": 215_000,
        "Turku": 202_000,
        "Jyväskylä": 148_000,
        "Kuopio": 124_000,
        "Lahti": 121_000,
        "Pori": 83_000,
        "Kouvola": 79_000,
        "Joensuu": 78_000,
        "Lappeenranta": 73_000,
        "Vaasa": 69_000,
        "Hämeenlinna": 68_000,
        "Seinäjoki": 66_000,
        "Rovaniemi": 65_000,
        "Mikkeli": 52_000,
        "Porvoo": 51_000,
        "Salo": 51_000,
        "Kotka": 51_000,
        "Kokkola": 48_000,
        "Hyvinkää": 47_000,
        "Järvenpää": 46_000,
        "Lohja": 46_000,
        "Nurmijärvi": 44_000,
        "Tuusula": 42_000,
        "Kirkkonummi": 41_000,
        "Rauma": 39_000,
        "Kerava": 39_000,
        "Kajaani": 36_000,
        "Nokia": 36_000,
        "Kaarina": 36_000,
        "Ylöjärvi": 34_000,
        "Kangasala": 33_000,
        "Savonlinna": 32_000,
        "Vihti": 29_000,
        "Riihimäki": 29_000,
        "Raasepori": 27_000,
        "Raisio": 26_000,
        "Imatra": 25_000,
        "Sastamala": 24_000,
        "Raahe": 24_000,
        "Hollola": 23_000,
        "Tornio": 21_000,
        "Iisalmi": 21_000,
        "Kemi": 20_000,
        "Varkaus": 19_000,
    }
)
_ELSEWHERE: Final = 5_700
"""An average municipality that is not among the largest."""
_DENSE: Final = (
    *((60.55, 22.45, 45_000), (60.55, 23.55, 30_000), (60.95, 22.95, 60_000)),
    *((61.30, 22.40, 20_000), (61.35, 23.50, 35_000), (60.85, 23.90, 10_000)),
)
"""Six towns in a square of 100 km; not real ones."""


@cache
def around_mikkeli() -> tuple[Town, ...]:
    """Give Mikkeli and its six neighbours: a small town and much country."""
    return tuple(
        Town(place.code, place.latitude, place.longitude, _AROUND_MIKKELI[place.name_fi])
        for place in municipalities().values()
        if place.name_fi in _AROUND_MIKKELI
    )


@cache
def finland() -> tuple[Town, ...]:
    """Give every municipality; the largest with their own population."""
    return tuple(
        Town(place.code, place.latitude, place.longitude, _LARGEST.get(place.name_fi, _ELSEWHERE))
        for place in municipalities().values()
    )


@cache
def six_towns() -> tuple[Town, ...]:
    """Give the square of the peers' comparison: much help near every request."""
    return tuple(Town(f"d{number}", *town) for number, town in enumerate(_DENSE))
