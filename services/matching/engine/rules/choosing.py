"""Who is asked: the best helper for all needs of a batch together, never one after the other.

1. Each need gets a line: the cheapest helpers of those who may be asked (`eligibility`,
   `weighing`).
2. One exact assignment gives every need at most one helper and every helper at most one need, so
   that all together cost least and as many as possible are served (`assigning`). Lines that turn
   out too short are made longer, and all is assigned anew.
3. Needs that may ask several at once get one more out of their lines in each further layer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import Final, Protocol

from services.matching.engine.model import Helper, Wanted, km_between
from services.matching.engine.rules.assigning import Graph, Solver
from services.matching.engine.rules.eligibility import why_not
from services.matching.engine.rules.index.found import Found
from services.matching.engine.rules.prices import Prices
from services.matching.engine.rules.week_limits import recent_asks
from services.matching.engine.rules.weighing.formula import UNSERVED_MINUTES, Standing, cost_of

CANDIDATES: Final = 20
"""Helpers in a line at first."""
LONGER: Final = 4
"""A line that turns out too short is searched again, this many times as long."""
LONGEST: Final = 1280
"""No line is longer."""
ROUNDING: Final = 1e-6
"""Minutes that are no difference."""


class Roster(Protocol):
    """Where helpers are looked for; `index.Index` is the one that is used."""

    def helper(self, number: int) -> Helper | None:
        """Give one helper."""
        ...

    def standing(self, number: int) -> Standing | None:
        """Sum one helper up."""
        ...

    def cheapest_of_all(
        self, needs: Sequence[Wanted], most: int, prices: Prices | None = None
    ) -> list[Found]:
        """Give each need its cheapest helpers of those who may be asked."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What one need wants, and how many may be asked about it now."""

    need: Wanted
    seats: int


@dataclass(frozen=True, slots=True)
class Pick:
    """One helper who is to be asked."""

    number: int
    km: float
    recent: float
    """Asks they have not forgotten."""
    cost: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """The outcome for one wish; `found` are all who stood in line for it."""

    seats: int
    picks: tuple[Pick, ...]
    found: Found

    @property
    def is_outbid(self) -> bool:
        """Say whether one more might have been asked, but other needs of the batch came first."""
        return len(self.picks) < min(self.seats, len(self.found.numbers))


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome for a batch.

    `duals` say by roster number what one more like them would have saved in this batch. There are
    none when a line is still too short, as then those in it only seem to be too few; and none of
    those who helped the time before, whom nobody could replace.
    """

    chosen: Sequence[Chosen]
    duals: dict[int, float] = field(default_factory=dict)


def usual_helper(roster: Roster, need: Wanted) -> Helper | None:
    """Give the helper of the time before, if they may be asked now."""
    known = roster.helper(need.usual) if need.usual is not None else None
    return known if known is not None and why_not(known, need) is None else None


def choose(
    wishes: Sequence[Wish], roster: Roster, solve: Solver, prices: Prices | None = None
) -> Choice:
    """Choose for all wishes together; their order only decides between equal costs."""
    lines, first, is_whole = _first_layer(wishes, roster, solve, prices)
    picks = [[first.picks[row]] if row in first.picks else [] for row in range(len(wishes))]
    taken = {pick.number for pick in first.picks.values()}
    for layer in range(1, max((wish.seats for wish in wishes), default=0)):
        rows = [
            row
            for row, wish in enumerate(wishes)
            if wish.seats > layer and len(picks[row]) == layer
        ]
        for row, pick in _assign_layer(rows, wishes, lines, taken, solve).picks.items():
            picks[row].append(pick)
            taken.add(pick.number)
    chosen = [
        Chosen(wish.seats, tuple(own), line)
        for wish, own, line in zip(wishes, picks, lines, strict=True)
    ]
    usual = {wish.need.usual for wish in wishes}
    duals = {number: dual for number, dual in first.duals.items() if number not in usual}
    return Choice(chosen, duals if is_whole else {})


def _first_layer(
    wishes: Sequence[Wish], roster: Roster, solve: Solver, prices: Prices | None
) -> tuple[list[Found], "_Layer", bool]:
    """Give everyone a line, and what follows for one helper each; lengthen lines until it is best.

    A line that was cut short is too short when its end costs less than what its need pays, for then
    someone beyond it may be better. When none is, nobody outside of the lines could improve the
    choice (column generation), which the last value says.
    """
    lines = [Found([], [], [], []) for _ in wishes]
    lengths = [CANDIDATES] * len(wishes)
    rows: Sequence[int] = range(len(wishes))
    while True:
        for length in sorted({lengths[row] for row in rows}):
            alike = [row for row in rows if lengths[row] == length]
            found = roster.cheapest_of_all([wishes[row].need for row in alike], length, prices)
            for row, line in zip(alike, found, strict=True):
                lines[row] = _line(roster, wishes[row], line)
        first = _assign_layer(range(len(wishes)), wishes, lines, set(), solve)
        short = [
            row
            for row, line in enumerate(lines)
            if len(line.numbers) == lengths[row] and line.costs[-1] < first.pays[row] - ROUNDING
        ]
        rows = [row for row in short if lengths[row] < LONGEST]
        if not rows:
            return lines, first, not short
        for row in rows:
            lengths[row] *= LONGER


@dataclass(frozen=True, slots=True)
class _Layer:
    picks: dict[int, Pick]
    duals: dict[int, float]
    pays: dict[int, float]
    """By row: its helper's cost and dual, or what leaving the need unserved costs."""


def _assign_layer(
    rows: Sequence[int],
    wishes: Sequence[Wish],
    lines: Sequence[Found],
    taken: set[int],
    solve: Solver,
) -> _Layer:
    """Give each of these needs at most one helper who was not taken in this batch."""
    pools = [_without(taken, lines[row]) for row in rows]
    numbers = list(dict.fromkeys(chain.from_iterable(stand for stand, _ in pools)))
    local = {number: at for at, number in enumerate(numbers)}
    starts = [0, *accumulate(len(stand) for stand, _ in pools)]
    helpers = [local[number] for stand, _ in pools for number in stand]
    costs = [cost for _, own in pools for cost in own]
    unserved = [UNSERVED_MINUTES[wishes[row].need.urgency] for row in rows]
    solved = solve(Graph(starts, helpers, costs, [1] * len(numbers), unserved))
    picks, pays = {}, {}
    for row, helper, alone in zip(rows, solved.taken, unserved, strict=True):
        pays[row] = alone
        if helper >= 0:
            picks[row] = _pick(lines[row], numbers[helper])
            pays[row] = picks[row].cost + solved.prices[helper]
    return _Layer(picks, dict(zip(numbers, solved.prices, strict=True)), pays)


def _without(taken: set[int], line: Found) -> tuple[list[int], list[float]]:
    """Give the numbers and costs of who was not taken before."""
    if taken.isdisjoint(line.numbers):
        return line.numbers, line.costs
    stand = zip(line.numbers, line.costs, strict=True)
    left = [(number, cost) for number, cost in stand if number not in taken]
    return [number for number, _ in left], [cost for _, cost in left]


def _pick(line: Found, number: int) -> Pick:
    place = line.numbers.index(number)
    return Pick(number, line.kms[place], line.recents[place], line.costs[place])


def _line(roster: Roster, wish: Wish, line: Found) -> Found:
    """Put who helped the time before alone in the line, when they may be asked."""
    usual = usual_helper(roster, wish.need)
    if usual is None:
        return line
    km, recent = km_between(usual.place, wish.need.place), recent_asks(usual, wish.need)
    cost = cost_of(usual, wish.need, km, recent).total
    return replace(line, numbers=[usual.number], kms=[km], recents=[recent], costs=[cost])
