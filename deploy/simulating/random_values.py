"""Random values of a shape; the same generator gives the same values."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians, sqrt
from random import Random
from typing import Final, TypeVar

from deploy.simulating import rates
from deploy.simulating.towns import Town
from services.matching.engine.model import Place

KM_PER_DEGREE: Final = 111.2
Choice = TypeVar("Choice")


def one_of(weights: Mapping[Choice, float], draw: Random) -> Choice:
    """Draw one of these, each as often as its weight says."""
    return draw.choices(tuple(weights), tuple(weights.values()))[0]


def each_of(shares: Mapping[Choice, float], draw: Random) -> frozenset[Choice]:
    """Keep each of these with its own chance."""
    return frozenset(value for value, share in shares.items() if draw.random() < share)


def town_of(towns: Sequence[Town], draw: Random) -> Town:
    """Draw a town, the larger the likelier."""
    return draw.choices(towns, [town.people for town in towns])[0]


def place_in(town: Town, draw: Random) -> Place:
    """Draw a home: most live in the town, the rest scattered around it."""
    is_rural = draw.random() < rates.RURAL
    spread = rates.RURAL_KM if is_rural else rates.TOWN_KM_PER_ROOT * sqrt(town.people)
    return near(town, spread, draw)


def near(town: Town, spread: float, draw: Random) -> Place:
    """Draw a point around the centre: two of three lie within so many kilometres each way."""
    north = draw.gauss(0, spread) / KM_PER_DEGREE
    east = draw.gauss(0, spread) / (KM_PER_DEGREE * cos(radians(town.latitude)))
    return Place.at(town.latitude + north, town.longitude + east)


def arrivals(per_day: float, days: int, draw: Random) -> Iterator[float]:
    """Draw the minutes at which requests come: by chance, and as the day goes (Poisson)."""
    for hour in range(days * 24):
        rate = per_day * rates.RHYTHM[hour % 24] / sum(rates.RHYTHM) / 60
        minute = draw.expovariate(rate) if rate else 60.0
        while minute < 60:  # noqa: PLR2004  # minutes in an hour
            yield hour * 60 + minute
            minute += draw.expovariate(rate)
