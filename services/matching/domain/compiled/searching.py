"""`index.Index` with its inner loop compiled: the same rows in the same order, the same results."""

from functools import cache
from types import FunctionType
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numba import njit
from typing_extensions import override

from services.matching.domain import weighing
from services.matching.domain.helper import Wanted
from services.matching.domain.index import Found, Index
from services.matching.domain.index.columns import NO_RADIUS, Array, Packer
from services.matching.domain.index.index import FIRST_LOOK, WIDEST_LOOK
from services.matching.domain.packing import demands_of, hour_words
from services.matching.domain.places import EARTH_KM, UNKNOWN_KM
from services.matching.domain.words import Category, Language, Urgency


class Rows(NamedTuple):
    """The columns that the loop reads."""

    x: Array
    y: Array
    z: Array
    placed: Array
    traits: Array
    hours0: Array
    hours1: Array
    hours2: Array
    areas: Array
    radius: Array
    load: Array
    cap: Array
    rested_at: Array
    asked: Array
    accepted: Array
    kind: Array
    number: Array


class Sought(NamedTuple):
    """A need as the loop reads it."""

    demands: np.uint32
    hours: Array
    serves: Array
    refused: Array
    charged: Array
    at: Array
    is_placed: bool
    minute: float
    forget: float
    most_recent: float
    lost: float


class Best(NamedTuple):
    """The cheapest so far, and counts: how many are held, fit, are at their cap, asked enough."""

    costs: Array
    numbers: Array
    kms: Array
    recents: Array
    counts: Array


class Way(NamedTuple):
    """The blocks in the order of their bounds."""

    order: Array
    bounds: Array
    starts: Array


class CompiledIndex(Index):
    """Compiles at the first search in a roster that is worth it."""

    WORTH_COMPILING: ClassVar[int] = 20_000
    """Helpers; to compile takes seconds, and in a town numpy takes half a millisecond a need."""

    def __init__(self, packer: Packer, rows: Array) -> None:
        """Sort, and compile before anyone waits for an answer."""
        super().__init__(packer, rows)
        if len(self) >= self.WORTH_COMPILING:
            self.cheapest(_SOMEONE, 1)

    @override
    def _search(self, need: Wanted, most: int, charged: Array) -> Found:
        if len(self) < self.WORTH_COMPILING or most < 1:
            return super()._search(need, most, charged)
        rows = Rows(*(self._columns[name] for name in Rows._fields))
        sought, best = _sought(need, self._serving(need), charged), _nobody(most)
        look, walk = _loops()
        look(self._sorted, self._used, rows, sought, best)
        order, bounds = self._blocks.in_order(need, self._serves_in(need.municipality))
        walk(Way(order, bounds, self._blocks.starts), rows, sought, best)
        held, *counts = best.counts.tolist()
        return Found(
            best.numbers[:held].tolist(),
            best.kms[:held].tolist(),
            best.recents[:held].tolist(),
            best.costs[:held].tolist(),
            *counts,
        )


_SOMEONE = Wanted(
    category=Category.GROCERIES,
    language=Language.FINNISH,
    municipality="",
    place=None,
    urgency=Urgency.TODAY,
    minute=0,
    most_recent_asks=1,
    forget_minutes=1,
)
"""What is looked for to have the loops compiled."""


def _sought(need: Wanted, serves: Array, charged: Array) -> Sought:
    place = need.place
    return Sought(
        demands=np.uint32(demands_of(need)),
        hours=np.array(hour_words(need.hours), dtype=np.uint64),
        serves=np.ascontiguousarray(serves),
        refused=np.array(sorted(need.asked | need.blocked), dtype=np.int32),
        charged=charged,
        at=np.array([place.x, place.y, place.z] if place else [0.0, 0.0, 0.0]),
        is_placed=place is not None,
        minute=float(need.minute),
        forget=float(need.forget_minutes),
        most_recent=float(need.most_recent_asks),
        lost=weighing.LOST_MINUTES[need.urgency],
    )


def _nobody(most: int) -> Best:
    return Best(
        costs=np.full(most, np.inf),
        numbers=np.zeros(most, dtype=np.int32),
        kms=np.zeros(most),
        recents=np.zeros(most),
        counts=np.zeros(4, dtype=np.int64),
    )


@cache
def _loops() -> tuple[Any, Any]:
    """Compile, each function with the compiled forms of those it calls."""
    names: dict[str, Any] = dict(globals())
    for function in (_has, _distance, _covers, _cost, _keep, _weigh, _look, _walk):
        names[function.__name__] = njit(nogil=True)(FunctionType(function.__code__, names))
    return names["_look"], names["_walk"]


def _walk(way: Way, rows: Rows, sought: Sought, best: Best) -> None:
    """Look at block after block, as `Index` does."""
    at, step = 0, FIRST_LOOK
    while at < len(way.order) and way.bounds[at] <= best.costs[-1]:
        for each in range(at, min(at + step, len(way.order))):
            block = way.order[each]
            _look(way.starts[block], way.starts[block + 1], rows, sought, best)
        at, step = at + step, min(WIDEST_LOOK, step * 2)


def _look(start: int, end: int, rows: Rows, sought: Sought, best: Best) -> None:
    """Look at rows as `scanning.Scan.look` does."""
    for row in range(start, end):
        if _has(row, rows, sought):
            km = _distance(row, rows, sought)
            if _covers(row, km, rows, sought):
                best.counts[1] += 1
                _weigh(row, km, rows, sought, best)


def _weigh(row: int, km: float, rows: Rows, sought: Sought, best: Best) -> None:
    """Keep one who fits, unless the need or the moment forbids it."""
    at = np.searchsorted(sought.refused, rows.number[row])
    if at < len(sought.refused) and sought.refused[at] == rows.number[row]:
        return
    recent = max(0.0, np.float64(rows.rested_at[row]) - sought.minute) / sought.forget
    if rows.load[row] >= rows.cap[row]:
        best.counts[2] += 1
    elif recent + 1 > sought.most_recent:
        best.counts[3] += 1
    else:
        _keep(_cost(row, km, recent, rows, sought), rows.number[row], km, recent, best)


def _has(row: int, rows: Rows, sought: Sought) -> bool:
    hours = (
        (rows.hours0[row] & sought.hours[0])
        | (rows.hours1[row] & sought.hours[1])
        | (rows.hours2[row] & sought.hours[2])
    )
    return bool((rows.traits[row] & sought.demands) == sought.demands and hours != 0)


def _distance(row: int, rows: Rows, sought: Sought) -> float:
    if not sought.is_placed or rows.placed[row] == 0:
        return UNKNOWN_KM
    dx = np.float64(rows.x[row]) - sought.at[0]
    dy = np.float64(rows.y[row]) - sought.at[1]
    dz = np.float64(rows.z[row]) - sought.at[2]
    return float(EARTH_KM * np.sqrt(dx * dx + dy * dy + dz * dz))


def _covers(row: int, km: float, rows: Rows, sought: Sought) -> bool:
    is_known = sought.is_placed and rows.placed[row] > 0
    if is_known and rows.radius[row] != NO_RADIUS:
        return bool(km <= rows.radius[row])
    return bool(sought.serves[rows.areas[row]])


def _cost(row: int, km: float, recent: float, rows: Rows, sought: Sought) -> float:
    """Weigh as `weighing.cost_of` does, in the same order."""
    accepts = (rows.accepted[row] + weighing.PRIOR_ACCEPTED) / (
        rows.asked[row] + weighing.PRIOR_ASKED
    )
    straight = accepts - weighing.CHANCE_LOST_A_KM * km - weighing.CHANCE_LOST_AN_ASK * recent
    chance = min(max(straight, weighing.LEAST_CHANCE), weighing.MOST_CHANCE)
    return float(
        sought.lost * (1.0 - chance)
        + weighing.MINUTES_A_KM * km
        + weighing.MINUTES_OF_LOAD * (rows.load[row] / rows.cap[row])
        + weighing.MINUTES_AN_ASK * recent
        + sought.charged[rows.kind[row]]
    )


def _keep(cost: float, number: int, km: float, recent: float, best: Best) -> None:
    """Put one into the line, equal costs by number."""
    most = len(best.costs)
    held = best.counts[0]
    if held == most:
        if cost > best.costs[-1] or (cost == best.costs[-1] and number > best.numbers[-1]):
            return
        held -= 1
    place = held
    while place > 0 and (
        best.costs[place - 1] > cost
        or (best.costs[place - 1] == cost and best.numbers[place - 1] > number)
    ):
        best.costs[place], best.numbers[place] = best.costs[place - 1], best.numbers[place - 1]
        best.kms[place], best.recents[place] = best.kms[place - 1], best.recents[place - 1]
        place -= 1
    best.costs[place], best.numbers[place] = cost, number
    best.kms[place], best.recents[place] = km, recent
    best.counts[0] = held + 1
