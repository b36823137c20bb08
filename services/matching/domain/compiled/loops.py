"""The loops behind `searching`, compiled when they are first asked for.

They look at the same rows in the same order as `index.scanning`, and reckon in the same order.
"""

from functools import cache
from types import FunctionType
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from services.matching.domain import weighing
from services.matching.domain.index.blocks import ROUNDING
from services.matching.domain.index.columns import NO_RADIUS, Array
from services.matching.domain.index.index import FIRST_LOOK, WIDEST_LOOK
from services.matching.domain.places import EARTH_KM, UNKNOWN_KM


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


class Bounds(NamedTuple):
    """The blocks as the loop reads them; `serves` is of the need's municipality."""

    starts: Array
    low: Array
    high: Array
    placed: Array
    traits: Array
    radius: Array
    habit: Array
    serves: Array


@cache
def loops() -> tuple[Any, Any]:
    """Compile, each function with the compiled forms of those it calls."""
    names: dict[str, Any] = dict(globals())
    for function in (
        _has,
        _distance,
        _covers,
        _cost,
        _keep,
        _weigh,
        _look,
        _to_box,
        _bound,
        _walk,
    ):
        names[function.__name__] = njit(nogil=True)(FunctionType(function.__code__, names))
    return names["_look"], names["_walk"]


def _walk(blocks: Bounds, rows: Rows, sought: Sought, best: Best) -> None:
    """Look at block after block, as `Index` does."""
    usable = np.zeros(len(blocks.habit), dtype=np.int64)
    bounds = np.zeros(len(blocks.habit))
    count = 0
    for block in range(len(blocks.habit)):
        if (blocks.traits[block] & sought.demands) == sought.demands:
            to_box = _to_box(block, blocks, sought)
            if blocks.serves[block] or to_box <= blocks.radius[block]:
                is_known = blocks.placed[block] and to_box < np.inf
                km = to_box if is_known else min(to_box, UNKNOWN_KM)
                usable[count], bounds[count] = block, _bound(blocks.habit[block], km, sought.lost)
                count += 1
    order = np.argsort(bounds[:count], kind="mergesort")
    at, step = 0, FIRST_LOOK
    while at < count and bounds[order[at]] <= best.costs[-1]:
        for each in order[at : min(at + step, count)]:
            block = usable[each]
            _look(blocks.starts[block], blocks.starts[block + 1], rows, sought, best)
        at, step = at + step, min(WIDEST_LOOK, step * 2)


def _to_box(block: int, blocks: Bounds, sought: Sought) -> float:
    """Give the least distance to anyone in a block; no radius reaches who has no place."""
    if not sought.is_placed:
        return np.inf
    squares = 0.0
    for axis in range(3):
        below = blocks.low[axis, block] - sought.at[axis]
        above = sought.at[axis] - blocks.high[axis, block]
        outside = max(0.0, below, above)
        squares += outside * outside
    return float(EARTH_KM * np.sqrt(squares))


def _bound(habit: float, km: float, lost: float) -> float:
    """Give the least that asking anyone in a block costs."""
    straight = habit - weighing.CHANCE_LOST_A_KM * km
    chance = min(max(straight, weighing.LEAST_CHANCE), weighing.MOST_CHANCE)
    return lost * (1.0 - chance) + weighing.MINUTES_A_KM * km - ROUNDING


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
