"""Search for many needs, for each block after block: `index.index` and `index.blocks`."""

import numpy as np

from services.matching.engine.model import EARTH_KM, UNKNOWN_KM
from services.matching.engine.rules.compiled.loops.search import look
from services.matching.engine.rules.compiled.loops.values import (
    Best,
    Bounds,
    Common,
    Needs,
    Roster,
    Sought,
    Space,
)
from services.matching.engine.rules.index.blocks import ROUNDING
from services.matching.engine.rules.index.columns import Array
from services.matching.engine.rules.index.index import FIRST_LOOK, WIDEST_LOOK
from services.matching.engine.rules.weighing.loops import least_cost


def search_all(roster: Roster, needs: Needs, common: Common, best: Best) -> None:
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
            needs.wider[each],
        )
        own = Best(
            best.costs[each],
            best.numbers[each],
            best.kms[each],
            best.recents[each],
            best.counts[each],
        )
        look(roster.sorted_to, roster.used_to, roster.rows, sought, own)
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
            look(starts[block], starts[block + 1], roster.rows, sought, best)
        step = min(WIDEST_LOOK, step * 2)


def _bound_all(blocks: Bounds, sought: Sought, space: Space) -> int:
    """Put the blocks that may hold someone on the heap, and give how many there are."""
    _measure(blocks, sought, space.squares)
    count = 0
    for block in range(len(blocks.habit)):
        if (blocks.traits[block] & sought.demands) == sought.demands:
            to_box = EARTH_KM * np.sqrt(space.squares[block])
            if sought.has_some[block] or to_box <= blocks.radius[block] + sought.wider:
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
    return least_cost(habit, km, lost) - ROUNDING
