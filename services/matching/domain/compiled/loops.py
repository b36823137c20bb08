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
    has_some: Array
    refused: Array
    charged: Array
    at: Array
    is_placed: bool
    minute: float
    forget: float
    ask_limit: float
    lost: float


class Needs(NamedTuple):
    """Many needs, one row each."""

    demands: Array
    hours: Array
    town: Array
    """The row of `Common` that is of the need's municipality."""
    refused_from: Array
    """Where each need's own begin in `refused`, and after the last one the end."""
    refused: Array
    at: Array
    is_placed: Array
    minute: Array
    forget: Array
    ask_limit: Array
    lost: Array


class Common(NamedTuple):
    """What many needs share; of municipalities those that are asked about, one row each."""

    serves: Array
    """[town, area set]: it holds the municipality."""
    has_some: Array
    """[town, block]: someone in it goes there by their areas."""
    charged: Array
    """By class."""


class Best(NamedTuple):
    """The cheapest so far, and counts: how many are held, fit, are at their cap, asked enough.

    For many needs one row each.
    """

    costs: Array
    numbers: Array
    kms: Array
    recents: Array
    counts: Array


class Bounds(NamedTuple):
    """The blocks as the loop reads them."""

    starts: Array
    low: Array
    high: Array
    placed: Array
    traits: Array
    radius: Array
    habit: Array


class Roster(NamedTuple):
    """Everyone; rows from `sorted_to` to `used_to` are in no block."""

    rows: Rows
    blocks: Bounds
    sorted_to: int
    used_to: int


class Space(NamedTuple):
    """Room for one entry a block, used again for every need."""

    squares: Array
    bounds: Array
    heap: Array


@cache
def compiled_search() -> Any:  # noqa: ANN401  # numba has no types for what it compiles
    """Compile, each function with the compiled forms of those it calls."""
    names: dict[str, Any] = dict(globals())
    for function in (
        *(_has, _distance, _covers, _cost, _keep, _weigh, _look),
        *(_measure, _bound, _bound_all, _is_before, _sink, _walk, _search_all),
    ):
        names[function.__name__] = njit(nogil=True)(FunctionType(function.__code__, names))
    return names["_search_all"]


def _search_all(roster: Roster, needs: Needs, common: Common, best: Best) -> None:
    """Search for each need: first the rows that were added, then the blocks."""
    count = len(roster.blocks.habit)
    space = Space(np.empty(count), np.empty(count), np.empty(count, dtype=np.int64))
    for each in range(len(needs.demands)):
        town = needs.town[each]
        sought = Sought(
            needs.demands[each],
            needs.hours[each],
            common.serves[town],
            common.has_some[town],
            needs.refused[needs.refused_from[each] : needs.refused_from[each + 1]],
            common.charged,
            needs.at[each],
            needs.is_placed[each],
            needs.minute[each],
            needs.forget[each],
            needs.ask_limit[each],
            needs.lost[each],
        )
        own = Best(
            best.costs[each],
            best.numbers[each],
            best.kms[each],
            best.recents[each],
            best.counts[each],
        )
        _look(roster.sorted_to, roster.used_to, roster.rows, sought, own)
        _walk(roster, sought, own, space)


def _walk(roster: Roster, sought: Sought, best: Best, space: Space) -> None:
    """Look at block after block, as `Index` does."""
    starts = roster.blocks.starts
    left = _bound_all(roster.blocks, sought, space)
    for at in range(left // 2 - 1, -1, -1):
        _sink(space, at, left)
    step = FIRST_LOOK
    while left > 0 and space.bounds[space.heap[0]] <= best.costs[-1]:
        for _ in range(min(step, left)):
            block = space.heap[0]
            left -= 1
            space.heap[0] = space.heap[left]
            _sink(space, 0, left)
            _look(starts[block], starts[block + 1], roster.rows, sought, best)
        step = min(WIDEST_LOOK, step * 2)


def _bound_all(blocks: Bounds, sought: Sought, space: Space) -> int:
    """Put the blocks that may hold someone on the heap, and give how many there are."""
    _measure(blocks, sought, space.squares)
    count = 0
    for block in range(len(blocks.habit)):
        if (blocks.traits[block] & sought.demands) == sought.demands:
            to_box = EARTH_KM * np.sqrt(space.squares[block])
            if sought.has_some[block] or to_box <= blocks.radius[block]:
                is_known = blocks.placed[block] and to_box < np.inf
                km = to_box if is_known else min(to_box, UNKNOWN_KM)
                space.bounds[block] = _bound(blocks.habit[block], km, sought.lost)
                space.heap[count] = block
                count += 1
    return count


def _measure(blocks: Bounds, sought: Sought, squares: Array) -> None:
    """Square the least distance to anyone in each block; no radius reaches who has no place."""
    squares[:] = 0.0 if sought.is_placed else np.inf
    if sought.is_placed:
        for axis in range(3):
            low, high, at = blocks.low[axis], blocks.high[axis], sought.at[axis]
            for block in range(len(squares)):
                outside = max(low[block] - at, at - high[block], 0.0)
                squares[block] += outside * outside


def _sink(space: Space, at: int, count: int) -> None:
    """Let an entry of the heap sink below all that come before it."""
    block = space.heap[at]
    while True:
        child = 2 * at + 1
        if child + 1 < count and _is_before(space, space.heap[child + 1], space.heap[child]):
            child += 1
        if child >= count or not _is_before(space, space.heap[child], block):
            break
        space.heap[at] = space.heap[child]
        at = child
    space.heap[at] = block


def _is_before(space: Space, one: int, other: int) -> bool:
    """Compare by bound, equal ones by block."""
    bounds = space.bounds
    return bool(bounds[one] < bounds[other] or (bounds[one] == bounds[other] and one < other))


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
    for number in sought.refused:
        if number == rows.number[row]:
            return
    recent = max(0.0, np.float64(rows.rested_at[row]) - sought.minute) / sought.forget
    if rows.load[row] >= rows.cap[row]:
        best.counts[2] += 1
    elif recent + 1 > sought.ask_limit:
        best.counts[3] += 1
    else:
        _keep(_cost(row, km, recent, rows, sought), rows.number[row], km, recent, best)


def _has(row: int, rows: Rows, sought: Sought) -> bool:
    if (rows.traits[row] & sought.demands) != sought.demands:
        return False
    hours = (
        (rows.hours0[row] & sought.hours[0])
        | (rows.hours1[row] & sought.hours[1])
        | (rows.hours2[row] & sought.hours[2])
    )
    return bool(hours != 0)


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
