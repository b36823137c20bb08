"""Count why people nearby may not be asked: `eligibility.why_not` for many at once."""

from collections import Counter

import numpy as np

from services.matching.domain.eligibility import TRAITS
from services.matching.domain.index.columns import Array
from services.matching.domain.index.scanning import Scan
from services.matching.domain.words import Reason


def tally(scan: Scan, rows: Array) -> "Counter[Reason | None]":
    """Count the first refusal of each row; None: may be asked."""
    counts, left = _by_traits(scan, rows)
    known = scan.columns["number"]
    checks = (
        (Reason.TIME, scan.shares_an_hour),
        (Reason.AREA, lambda some: scan.covers(some, scan.kms(some))),
        (Reason.BLOCKED, lambda some: ~np.isin(known[some], list(scan.need.blocked))),
        (Reason.ASKED_BEFORE, lambda some: ~np.isin(known[some], list(scan.need.asked))),
        (Reason.AT_WEEKLY_CAP, scan.has_room),
        (Reason.ASKED_ENOUGH, scan.is_rested),
    )
    for reason, allows in checks:
        allowed = allows(left)
        counts[reason] += int((~allowed).sum())
        left = left[allowed]
    counts[None] = len(left)
    return +counts


def _by_traits(scan: Scan, rows: Array) -> tuple["Counter[Reason | None]", Array]:
    """Count those who lack a trait by the first one they lack, and give the others."""
    lacking = ~scan.columns["traits"][rows] & scan.demands
    first = lacking & (~lacking + np.uint32(1))
    counts: Counter[Reason | None] = Counter()
    for bit, count in zip(*np.unique(first[first > 0], return_counts=True), strict=True):
        counts[TRAITS[int(bit).bit_length() - 1].reason] += int(count)
    return counts, rows[first == 0]
