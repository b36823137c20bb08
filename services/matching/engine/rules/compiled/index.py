"""`index.Index` with its inner loop compiled: the same rows in the same order, the same results."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import ClassVar, Final

import numpy as np
from typing_extensions import override

from services.matching.engine.model import Wanted
from services.matching.engine.rules.compiled.loops import compiled_search
from services.matching.engine.rules.compiled.loops.values import (
    Best,
    Bounds,
    Common,
    Needs,
    Roster,
    Rows,
)
from services.matching.engine.rules.index import Found, Index
from services.matching.engine.rules.index.columns import Array, Packer
from services.matching.engine.rules.packing import demands_of, hour_words
from services.matching.engine.rules.weighing.formula import LOST_MINUTES
from shared.contracts.words import Category, Language, Urgency


class CompiledIndex(Index):
    """Compiles when a roster is read that is worth it."""

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
    def _search_all(self, needs: Sequence[Wanted], most: int, charged: Array) -> list[Found]:
        if len(self) < self.WORTH_COMPILING or most < 1 or not needs:
            return super()._search_all(needs, most, charged)
        best = _nobody(len(needs), most)
        names = list(dict.fromkeys(need.municipality for need in needs))
        common = Common(
            serves=np.array([self._serving(name) for name in names]),
            has_some=np.array([self._serves_in(name) for name in names]),
            charged=charged,
        )
        compiled_search()(self._roster(), _needs(needs, names), common, best)
        return _founds(best)

    def _roster(self) -> Roster:
        return Roster(
            rows=Rows(*(self._columns[name] for name in Rows._fields)),
            blocks=Bounds(*(getattr(self._blocks, name) for name in Bounds._fields)),
            sorted_to=self._sorted,
            used_to=self._used,
        )


_NOWHERE: Final = (0.0, 0.0, 0.0)
_SOMEONE: Final = Wanted(
    category=Category.GROCERIES,
    language=Language.FINNISH,
    municipality="",
    place=None,
    urgency=Urgency.TODAY,
    minute=0,
    ask_limit=1,
    forget_minutes=1,
)
"""What is looked for to have the loops compiled."""


def _needs(needs: Sequence[Wanted], towns: Sequence[str]) -> Needs:
    town_of = {name: row for row, name in enumerate(towns)}
    refused = [need.asked | need.blocked for need in needs]
    at = [(need.place.x, need.place.y, need.place.z) if need.place else _NOWHERE for need in needs]
    return Needs(
        demands=np.array([demands_of(need) for need in needs], dtype=np.uint32),
        hours=np.array([hour_words(need.hours) for need in needs], dtype=np.uint64),
        town=np.array([town_of[need.municipality] for need in needs]),
        refused_from=np.array([0, *accumulate(map(len, refused))]),
        refused=np.array(list(chain.from_iterable(refused)), dtype=np.int32),
        at=np.array(at),
        is_placed=np.array([need.place is not None for need in needs]),
        minute=np.array([need.minute for need in needs], dtype=np.float64),
        forget=np.array([need.forget_minutes for need in needs], dtype=np.float64),
        ask_limit=np.array([need.ask_limit for need in needs], dtype=np.float64),
        lost=np.array([LOST_MINUTES[need.urgency] for need in needs]),
        wider=np.array([need.wider_km for need in needs], dtype=np.float64),
    )


def _nobody(needs: int, most: int) -> Best:
    return Best(
        costs=np.full((needs, most), np.inf),
        numbers=np.zeros((needs, most), dtype=np.int32),
        kms=np.zeros((needs, most)),
        recents=np.zeros((needs, most)),
        counts=np.zeros((needs, 4), dtype=np.int64),
    )


def _founds(best: Best) -> list[Found]:
    lines = zip(*(column.tolist() for column in best), strict=True)
    return [
        Found(numbers[:held], kms[:held], recents[:held], costs[:held], *counts)
        for costs, numbers, kms, recents, (held, *counts) in lines
    ]
