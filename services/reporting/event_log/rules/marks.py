"""Which row of a batch is not the one that was linked."""

from collections.abc import Sequence
from typing import Final

LENGTH: Final = 8
"""Bytes of a mark."""


def first_wrong(rows: Sequence[tuple[int, bytes]], marks: bytes, end: int) -> int:
    """Give the position of the first row whose mark is not the one in its place.

    Where rows are missing at the end, or the link itself was changed, that is its own position.
    """
    kept = [marks[at : at + LENGTH] for at in range(0, len(marks), LENGTH)]
    for (position, mark), was in zip(rows, kept, strict=False):
        if mark != was:
            return position
    more = rows[len(kept) :]
    return more[0][0] if more else end
