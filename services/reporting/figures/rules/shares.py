"""Shares of what is shown: only of two numbers that both are."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from services.reporting.figures.model.indicators import ShownCell, ShownFigure
from services.reporting.figures.model.marks import Mark


def divided(part: ShownFigure, whole: ShownFigure) -> ShownFigure:
    """Divide cell by cell; both have the same rows and columns."""

    def each(parts: Sequence[ShownCell], wholes: Sequence[ShownCell]) -> tuple[ShownCell, ...]:
        return tuple(_share(one, other) for one, other in zip(parts, wholes, strict=True))

    return replace(
        part,
        cells=tuple(each(*rows) for rows in zip(part.cells, whole.cells, strict=True)),
        row_sums=each(part.row_sums, whole.row_sums),
        column_sums=each(part.column_sums, whole.column_sums),
        total=_share(part.total, whole.total),
        part=part,
        whole=whole,
    )


def _share(part: ShownCell, whole: ShownCell) -> ShownCell:
    if isinstance(part, Decimal) and isinstance(whole, Decimal):
        return part / whole if whole else Mark.UNKNOWN
    return Mark.UNKNOWN if Mark.UNKNOWN in {part, whole} else Mark.HIDDEN
