"""Look at rows and keep the cheapest: the readable rules and costs, for many at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from services.matching.engine.model import EARTH_KM, UNKNOWN_KM, Wanted
from services.matching.engine.rules.index.columns import NO_RADIUS, Array
from services.matching.engine.rules.index.found import Found
from services.matching.engine.rules.packing import HOUR_WORDS, demands_of, hour_words
from services.matching.engine.rules.weighing.arrays import COUNTED, costs
from services.matching.engine.rules.weighing.formula import LOST_MINUTES

Columns = Mapping[str, Array]


@dataclass
class Scan:
    """One need's search so far."""

    need: Wanted
    most: int
    columns: Columns
    serves: Array
    """By area set: it holds the need's municipality."""
    prices: Array
    """By class."""
    fitting: int = 0
    at_cap: int = 0
    asked_enough: int = 0

    def __post_init__(self) -> None:
        """Prepare what is compared with every row."""
        self.demands = np.uint32(demands_of(self.need))
        self.hours = [np.uint64(word) for word in hour_words(self.need.hours)]
        self.refused = np.array(sorted(self.need.asked | self.need.blocked), dtype=np.int32)
        self.best: tuple[Array, ...] = tuple(np.empty(0) for _ in range(4))

    @property
    def worst(self) -> float:
        """Give the cost that the next one must beat."""
        costs = self.best[0]
        if len(costs) < self.most:
            return np.inf
        return float(costs[-1]) if self.most else -np.inf

    def look(self, rows: Array) -> None:
        """Look at some rows."""
        rows = rows[self.has_traits(rows) & self.shares_an_hour(rows)]
        kms = self.kms(rows)
        fits = self.covers(rows, kms)
        rows, kms = rows[fits], kms[fits]
        self.fitting += len(rows)
        free = self._is_free(rows)
        rows, kms = rows[free], kms[free]
        self._keep(rows, kms)

    def kms(self, rows: Array) -> Array:
        """Measure as `places.km_between` does."""
        place = self.need.place
        if place is None:
            return np.full(len(rows), UNKNOWN_KM)
        squares = [
            (self.columns[axis][rows].astype(np.float64) - at) ** 2
            for axis, at in (("x", place.x), ("y", place.y), ("z", place.z))
        ]
        kms = EARTH_KM * np.sqrt(squares[0] + squares[1] + squares[2])
        known: Array = np.where(self.columns["placed"][rows] > 0, kms, UNKNOWN_KM)
        return known

    def has_traits(self, rows: Array) -> Array:
        """Compare the traits with the demands."""
        has: Array = (self.columns["traits"][rows] & self.demands) == self.demands
        return has

    def shares_an_hour(self, rows: Array) -> Array:
        """Compare the hours."""
        hours = np.zeros(len(rows), dtype=bool)
        for word in range(HOUR_WORDS):
            hours |= (self.columns[f"hours{word}"][rows] & self.hours[word]) != 0
        return hours

    def covers(self, rows: Array, kms: Array) -> Array:
        """Say who goes there, as `eligibility.covers` does."""
        radius, wider = self.columns["radius"][rows], self.need.wider_km
        are_placed = (self.columns["placed"][rows] > 0) & (self.need.place is not None)
        by_area = self.serves[self.columns["areas"][rows]] | (are_placed & (kms < wider))
        has_radius = are_placed & (radius != NO_RADIUS)
        return np.where(has_radius, kms <= radius + wider, by_area)

    def goes(self, rows: Array) -> Array:
        """Say who goes there, wherever they are."""
        return self.covers(rows, self.kms(rows))

    def has_room(self, rows: Array) -> Array:
        """Say whose week is not full."""
        under: Array = self.columns["load"][rows] < self.columns["cap"][rows]
        return under

    def is_rested(self, rows: Array) -> Array:
        """Say who was not asked too often."""
        rested: Array = self._recents(rows) + 1 <= self.need.ask_limit
        return rested

    def _is_free(self, rows: Array) -> Array:
        known = ~np.isin(self.columns["number"][rows], self.refused)
        under, rested = self.has_room(rows), self.is_rested(rows)
        self.at_cap += int((known & ~under).sum())
        self.asked_enough += int((known & under & ~rested).sum())
        return known & under & rested

    def _recents(self, rows: Array) -> Array:
        waits = self.columns["rested_at"][rows].astype(np.float64) - self.need.minute
        return np.maximum(0.0, waits) / self.need.forget_minutes

    def _keep(self, rows: Array, kms: Array) -> None:
        recents = self._recents(rows)
        costs = self.costs(rows, kms, recents)
        numbers = self.columns["number"][rows]
        merged = [
            np.concatenate(pair)
            for pair in zip(self.best, (costs, numbers, kms, recents), strict=True)
        ]
        order = np.lexsort((merged[1], merged[0]))[: self.most]
        self.best = tuple(column[order] for column in merged)

    def costs(self, rows: Array, kms: Array, recents: Array) -> Array:
        """Say what asking each costs."""
        columns = {name: self.columns[name][rows] for name in COUNTED}
        prices = self.prices[self.columns["kind"][rows]]
        return costs(columns, kms, recents, prices, LOST_MINUTES[self.need.urgency])

    def found(self) -> Found:
        """Give what was found."""
        costs, numbers, kms, recents = (column.tolist() for column in self.best)
        return Found(
            [int(number) for number in numbers],
            kms,
            recents,
            costs,
            self.fitting,
            self.at_cap,
            self.asked_enough,
        )
