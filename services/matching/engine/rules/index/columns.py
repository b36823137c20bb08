"""The roster as arrays: a row a helper."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import hypot
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from services.matching.engine.model import Helper, Place
from services.matching.engine.rules.packing import class_of, hour_words, traits_of

NO_RADIUS: Final = 65_535
MOST_CAP: Final = 255
MOST_COUNTED: Final = 2**31 - 1
OFF_THE_SPHERE: Final = 1e-3
PLACE: Final = "place: not on the Earth"
LOAD: Final = "load or cap: not from 0 to 255"
REACH: Final = "radius: not from 0 to 65534 km"
COUNTED: Final = "number, asks or minute: not from 0 to 2147483647"
ROW: Final = np.dtype(
    [
        ("x", "f4"),
        ("y", "f4"),
        ("z", "f4"),
        ("traits", "u4"),
        ("hours0", "u8"),
        ("hours1", "u8"),
        ("hours2", "u8"),
        ("rested_at", "i4"),
        ("number", "i4"),
        ("areas", "u4"),
        ("kind", "u4"),
        ("radius", "u2"),
        ("asked", "u2"),
        ("accepted", "u2"),
        ("load", "u1"),
        ("cap", "u1"),
        ("placed", "u1"),
    ]
)
Array = npt.NDArray[Any]


class UnusableHelperError(ValueError):
    """A number of a helper's cannot be; the message names it."""


def rounded(place: Place) -> Place:
    """Give a place as the arrays hold it, to less than a metre."""
    return Place(*(float(np.float32(each)) for each in (place.x, place.y, place.z)))


@dataclass(slots=True)
class Dictionary:
    """Numbers equal values from 0, each once."""

    numbers: dict[Hashable, int] = field(default_factory=dict)
    values: list[Any] = field(default_factory=list)

    def number(self, value: Hashable) -> int:
        """Give the number of a value, a new one if need be."""
        known = self.numbers.get(value)
        if known is None:
            known = self.numbers[value] = len(self.values)
            self.values.append(value)
        return known


@dataclass(slots=True)
class Packer:
    """Packs helpers; equal area sets and classes are kept once."""

    areas: Dictionary = field(default_factory=Dictionary)
    kinds: Dictionary = field(default_factory=Dictionary)
    _traits: dict[Hashable, int] = field(default_factory=dict)

    def rows(self, helpers: Iterable[Helper]) -> Array:
        """Pack many."""
        return np.array([self.row(helper) for helper in helpers], dtype=ROW)

    def row(self, helper: Helper) -> tuple[Any, ...]:
        """Pack one; raises UnusableHelperError."""
        _check(helper)
        place = helper.place or Place(0.0, 0.0, 0.0)
        return (
            place.x,
            place.y,
            place.z,
            self._traits_of(helper),
            *hour_words(helper.hours),
            helper.rested_at,
            helper.number,
            self.areas.number(helper.areas),
            self.kinds.number(class_of(helper)),
            NO_RADIUS if helper.radius_km is None else helper.radius_km,
            min(helper.asked, 65_535),
            min(helper.accepted, 65_535),
            helper.load,
            helper.weekly_cap,
            helper.place is not None,
        )

    def _traits_of(self, helper: Helper) -> int:
        key = (
            helper.categories,
            helper.languages,
            helper.vetting,
            helper.in_person,
            helper.remote,
            helper.on_duty,
            helper.at_night,
        )
        known = self._traits.get(key)
        if known is None:
            known = self._traits[key] = traits_of(helper)
        return known


def _check(helper: Helper) -> None:
    counted = (helper.number, helper.asked, helper.accepted, helper.rested_at)
    faults = (
        (PLACE, helper.place is None or _is_on_earth(helper.place)),
        (LOAD, 0 < helper.weekly_cap <= MOST_CAP and 0 <= helper.load <= MOST_CAP),
        (REACH, helper.radius_km is None or 0 <= helper.radius_km < NO_RADIUS),
        (COUNTED, min(counted) >= 0 and max(counted) <= MOST_COUNTED),
    )
    for fault, is_usable in faults:
        if not is_usable:
            raise UnusableHelperError(fault)


def _is_on_earth(place: Place) -> bool:
    return abs(hypot(place.x, place.y, place.z) - 1.0) < OFF_THE_SPHERE


def municipality_table(areas: Dictionary) -> tuple[Mapping[str, int], Array]:
    """Give a column for each municipality, and which area set holds which."""
    columns: dict[str, int] = {}
    for codes in areas.values:
        for code in codes:
            columns.setdefault(code, len(columns))
    table = np.zeros((len(areas.values), len(columns)), dtype=bool)
    for row, codes in enumerate(areas.values):
        for code in codes:
            table[row, columns[code]] = True
    return columns, table
