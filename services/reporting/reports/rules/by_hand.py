"""Put what people entered among what was counted."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from services.reporting.figures.model.indicators import Figure, IndicatorKind
from services.reporting.figures.rules.figured import entered

Counts: TypeAlias = Mapping[tuple[str, str], int]
"""By the code of an indicator and that of a cell."""


def with_entered(figures: Iterable[Figure], counts: Counts) -> list[Figure]:
    """Fill in what only a form can tell, by indicator and cell; else it stays unknown."""
    return [_filled(figure, counts) for figure in figures]


def _filled(figure: Figure, counts: Counts) -> Figure:
    indicator = figure.indicator
    if indicator.kind is not IndicatorKind.ENTERED:
        return figure
    own = {cell: Decimal(value) for (code, cell), value in counts.items() if code == indicator.code}
    return entered(indicator, own)
