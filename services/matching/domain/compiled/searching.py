"""`index.Index` with its inner loop compiled: the same rows in the same order, the same results."""

from typing import ClassVar

import numpy as np
from typing_extensions import override

from services.matching.domain import weighing
from services.matching.domain.compiled.loops import Best, Bounds, Rows, Sought, loops
from services.matching.domain.helper import Wanted
from services.matching.domain.index import Found, Index
from services.matching.domain.index.blocks import Blocks
from services.matching.domain.index.columns import Array, Packer
from services.matching.domain.packing import demands_of, hour_words
from services.matching.domain.words import Category, Language, Urgency


class CompiledIndex(Index):
    """Compiles at the first search in a roster that is worth it."""

    WORTH_COMPILING: ClassVar[int] = 20_000
    """Helpers; to compile takes seconds, and in a town numpy takes half a millisecond a need."""

    def __init__(self, packer: Packer, rows: Array) -> None:
        """Sort, and compile before anyone waits for an answer."""
        super().__init__(packer, rows)
        if len(self) >= self.WORTH_COMPILING:
            self.compile()

    def compile(self) -> None:
        """Look for someone, so that the loops are compiled."""
        self.cheapest(_SOMEONE, 1)

    @override
    def _search(self, need: Wanted, most: int, charged: Array) -> Found:
        if len(self) < self.WORTH_COMPILING or most < 1:
            return super()._search(need, most, charged)
        rows = Rows(*(self._columns[name] for name in Rows._fields))
        sought, best = _sought(need, self._serving(need), charged), _nobody(most)
        look, walk = loops()
        look(self._sorted, self._used, rows, sought, best)
        walk(_bounds(self._blocks, self._serves_in(need.municipality)), rows, sought, best)
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


def _bounds(blocks: Blocks, serves: Array) -> Bounds:
    return Bounds(
        starts=blocks.starts,
        low=blocks.low,
        high=blocks.high,
        placed=blocks.placed,
        traits=blocks.traits,
        radius=blocks.radius,
        habit=blocks.habit,
        serves=serves,
    )


def _nobody(most: int) -> Best:
    return Best(
        costs=np.full(most, np.inf),
        numbers=np.zeros(most, dtype=np.int32),
        kms=np.zeros(most),
        recents=np.zeros(most),
        counts=np.zeros(4, dtype=np.int64),
    )
