"""The search behind `assigning`: loops over columns, which `compiled/assigning.py` compiles too.

It is one text for both forms, so that both give the same results.
"""

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Ints = Sequence[int] | NDArray[np.int64]
    Reals = Sequence[float] | NDArray[np.float64]
    OwnInts = list[int] | NDArray[np.int64]
    OwnReals = list[float] | NDArray[np.float64]

MOST_PASSES: Final = 3
"""So often start prices are corrected before they are dropped."""


class Columns(NamedTuple):
    """A graph, as `assigning.Graph`, and the order in which it is solved."""

    starts: "Ints"
    helpers: "Ints"
    costs: "Reals"
    capacities: "Ints"
    unserved: "Reals"
    order: "Ints"
    """The needs, those first that are dearest to leave: fewer have to leave again for others."""


class Seating(NamedTuple):
    """Who sits where so far, and what a search has reached; changed in place."""

    prices: "OwnReals"
    seats_from: "OwnInts"
    """Where the seats of each helper start, and after the last one the end."""
    free: "OwnInts"
    """How many of them are free."""
    sitting: "OwnInts"
    """The need on each seat."""
    seat_of: "OwnInts"
    """The seat of each need, or -1."""
    edge_of: "OwnInts"
    """The edge by which it sits there, or -1."""
    reached: "OwnReals"
    """What the cheapest way to each helper costs; infinite while there is none."""
    by_need: "OwnInts"
    """Who would take the seat at its end, ..."""
    by_edge: "OwnInts"
    """... and by which edge."""


class Way(NamedTuple):
    """What a search works on."""

    columns: Columns
    seating: Seating
    queue: list[tuple[float, int]]
    """Helpers without a free seat whose needs could move on, by what reaching them costs."""
    touched: list[int]
    """All helpers reached."""


class End(NamedTuple):
    """The cheapest end of all ways found so far."""

    cost: float
    leaver: int
    """The need that would stay unserved; -1 ..."""
    helper: int
    """... if this one has a free seat for the last who moves."""


def solve(columns: Columns, seating: Seating) -> tuple[float, float]:
    """Seat all needs; give the total, and the least it could be by the prices."""
    begin(columns, seating)
    way = Way(columns, seating, [(0.0, 0)], [0])
    for need in columns.order:
        if seating.edge_of[need] < 0:
            way.queue.clear()
            way.touched.clear()
            end = search(need, way)
            raise_prices(end.cost, way)
            move(need, end, way)
    return total_of(columns, seating), bound_of(columns, seating)


def begin(columns: Columns, seating: Seating) -> None:
    """Seat each need whose cheapest helper has a free seat; a price stays only where all are taken.

    Dropping a price changes who is cheapest, so it takes some passes.
    """
    for _ in range(MOST_PASSES):
        sit_down(columns, seating)
        if not drop_prices(columns, seating):
            return
        stand_up(seating)
    for helper in range(len(seating.prices)):
        seating.prices[helper] = 0.0
    sit_down(columns, seating)


def sit_down(columns: Columns, seating: Seating) -> None:
    """Give each need a seat of its cheapest helper if there is a free one and it is worth it."""
    starts, helpers, costs, _, unserved, order = columns
    for need in order:
        least, taken = unserved[need], -1
        for edge in range(starts[need], starts[need + 1]):
            cost = costs[edge] + seating.prices[helpers[edge]]
            if cost < least:
                least, taken = cost, edge
        if taken >= 0 and seating.free[helpers[taken]] > 0:
            seat(need, taken, take_free(helpers[taken], seating), seating)


def take_free(helper: int, seating: Seating) -> int:
    """Take the next free seat of a helper who has one."""
    free = seating.seats_from[helper + 1] - seating.free[helper]
    seating.free[helper] -= 1
    return free


def seat(need: int, edge: int, where: int, seating: Seating) -> None:
    """Put a need on a seat."""
    seating.sitting[where] = need
    seating.seat_of[need] = where
    seating.edge_of[need] = edge


def drop_prices(columns: Columns, seating: Seating) -> bool:
    """Drop the price of each helper who could take one more; say whether there was one."""
    prices, seats_from = seating.prices, seating.seats_from
    dropped = False
    for helper in range(len(prices)):
        taken = seats_from[helper + 1] - seats_from[helper] - seating.free[helper]
        if prices[helper] > 0.0 and taken < columns.capacities[helper]:
            prices[helper] = 0.0
            dropped = True
    return dropped


def stand_up(seating: Seating) -> None:
    """Take everyone from their seats."""
    for helper in range(len(seating.free)):
        seating.free[helper] = seating.seats_from[helper + 1] - seating.seats_from[helper]
    for need in range(len(seating.seat_of)):
        seating.seat_of[need] = seating.edge_of[need] = -1


def search(need: int, way: Way) -> End:
    """Find the cheapest way for one more need, others moving over (Dijkstra)."""
    columns, seating, queue, _ = way
    end = look_on(need, 0.0, -inf, End(inf, -1, -1), way)
    while len(queue) > 0:
        at, helper = heappop(queue)
        if at > end.cost or (at == end.cost and end.leaver < 0):
            break
        if at > seating.reached[helper]:
            continue
        for place in range(seating.seats_from[helper], seating.seats_from[helper + 1]):
            sitter = seating.sitting[place]
            pays = columns.costs[seating.edge_of[sitter]] + seating.prices[helper]
            end = look_on(sitter, at - pays, at, end, way)
    return end


def look_on(need: int, base: float, floor: float, end: End, way: Way) -> End:
    """Reach on over the edges of a need; `base` is what its way costs without the edge.

    No step is negative but for rounding: `floor` keeps those who were looked at from being
    reached anew. Of equal ends, one with a seat is better than leaving someone unserved.
    """
    (starts, helpers, costs, _, unserved, _), seating, queue, touched = way
    prices, reached = seating.prices, seating.reached
    if base + unserved[need] < end.cost:
        end = End(base + unserved[need], need, -1)
    for edge in range(starts[need], starts[need + 1]):
        helper = helpers[edge]
        at = base + (costs[edge] + prices[helper])
        if at < reached[helper] > floor and (at < end.cost or (at == end.cost and end.leaver >= 0)):
            at = max(at, floor)
            reached[helper] = at
            seating.by_need[helper] = need
            seating.by_edge[helper] = edge
            touched.append(helper)
            if seating.free[helper] > 0:
                end = End(at, -1, helper)
            else:
                heappush(queue, (at, helper))
    return end


def raise_prices(cost: float, way: Way) -> None:
    """Make the helpers on ways cheaper than the one taken dearer by what was left to it."""
    prices, reached = way.seating.prices, way.seating.reached
    for helper in way.touched:
        if reached[helper] < cost:
            prices[helper] += cost - reached[helper]
        reached[helper] = inf


def move(need: int, end: End, way: Way) -> None:
    """Let everyone on the way move over, from its end back to the need that came."""
    helpers, seating = way.columns.helpers, way.seating
    if end.leaver == need:
        return
    if end.leaver < 0:
        helper, where = end.helper, take_free(end.helper, seating)
    else:
        helper, where = helpers[seating.edge_of[end.leaver]], seating.seat_of[end.leaver]
        seating.seat_of[end.leaver] = seating.edge_of[end.leaver] = -1
    mover = -1
    while mover != need:
        mover, edge = seating.by_need[helper], seating.by_edge[helper]
        left, left_by = seating.seat_of[mover], seating.edge_of[mover]
        seat(mover, edge, where, seating)
        helper, where = helpers[left_by], left


def total_of(columns: Columns, seating: Seating) -> float:
    """Add up what the edges taken and the needs left unserved cost."""
    total = 0.0
    for need in range(len(columns.unserved)):
        edge = seating.edge_of[need]
        total += columns.costs[edge] if edge >= 0 else columns.unserved[need]
    return total


def bound_of(columns: Columns, seating: Seating) -> float:
    """Say what no assignment can cost less than: the dual objective of the prices."""
    starts, helpers, costs, capacities, unserved, _ = columns
    prices, bound = seating.prices, 0.0
    for need in range(len(unserved)):
        least = unserved[need]
        for edge in range(starts[need], starts[need + 1]):
            least = min(least, costs[edge] + prices[helpers[edge]])
        bound += least
    for helper in range(len(prices)):
        bound -= capacities[helper] * prices[helper]
    return bound
