"""Count why people nearby may not be asked: `eligibility.why_not` for many at once."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from services.matching.engine.model import Reason
from services.matching.engine.rules.eligibility import LASTING, PASSING, TRAITS, Trait
from services.matching.engine.rules.index.columns import Array
from services.matching.engine.rules.index.scan import Scan


def tally(scan: Scan, rows: Array) -> "Counter[Reason | None]":
    """Count the first refusal of each row; None: may be asked."""
    counts: Counter[Reason | None] = Counter()
    number, need = scan.columns["number"], scan.need
    left = _by_traits(scan, rows, LASTING, counts)
    lasting = (
        (Reason.TIME, scan.shares_an_hour),
        (Reason.AREA, scan.goes),
        (Reason.BLOCKED, lambda some: ~np.isin(number[some], list(need.blocked))),
        (Reason.ASKED_BEFORE, lambda some: ~np.isin(number[some], list(need.asked))),
    )
    left = _by_traits(scan, _by_rules(left, counts, lasting), PASSING, counts)
    room = ((Reason.AT_WEEKLY_CAP, scan.has_room), (Reason.ASKED_ENOUGH, scan.is_rested))
    counts[None] = len(_by_rules(left, counts, room))
    return +counts


def _by_rules(
    rows: Array,
    counts: "Counter[Reason | None]",
    rules: Sequence[tuple[Reason, Callable[[Array], Array]]],
) -> Array:
    """Count those whom each rule refuses, and give the others."""
    for reason, allows in rules:
        allowed = allows(rows)
        counts[reason] += int((~allowed).sum())
        rows = rows[allowed]
    return rows


def _by_traits(
    scan: Scan, rows: Array, traits: Sequence[Trait], counts: "Counter[Reason | None]"
) -> Array:
    """Count those who lack a trait by the first one they lack, and give the others."""
    bits = sum(1 << bit for bit, trait in enumerate(TRAITS) if trait in traits)
    lacking = ~scan.columns["traits"][rows] & scan.demands & np.uint32(bits)
    first = lacking & (~lacking + np.uint32(1))
    for bit, count in zip(*np.unique(first[first > 0], return_counts=True), strict=True):
        counts[TRAITS[int(bit).bit_length() - 1].reason] += int(count)
    left: Array = rows[first == 0]
    return left
