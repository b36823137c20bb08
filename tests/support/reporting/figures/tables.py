"""Figures made of tables, without a database."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.reporting.figures.adapters import indicators_in
from services.reporting.figures.model.cross_tables import Counted
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure, Indicator, IndicatorKind, Term
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.crossing import sides_of, table_of
from services.reporting.figures.rules.figured import entered, figured
from shared.contracts.words import Basis

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
REQUESTS = "requests.received"


def indicator(code: str, *by: Dim, measure: str = REQUESTS, **more: object) -> Indicator:
    """Make one that counts a measure."""
    words = dict.fromkeys(("fi", "sv", "en"), code)
    made = Indicator(
        code=code,
        name=words,  # type: ignore[arg-type]  # its keys are these codes
        definition=words,  # type: ignore[arg-type]
        basis=Basis.COUNTED,
        unit="requests",
        kind=IndicatorKind.COUNT,
        formula=(Term(measure),),
        by=by,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def figures_of(
    indicators: Sequence[Indicator],
    counted: Sequence[Counted],
    *,
    k: int = 5,
    secret: frozenset[str] = frozenset(),
) -> list[Figure]:
    """Count requests that have these codes."""
    tables = [
        table_of(measure, sides, counted, k=k, secret=secret)
        for measure, each in sides_of(indicators).items()
        for sides in each
    ]
    return [figured(each, tables, PERIOD) for each in indicators]


def counted(counts: Mapping[tuple[str, str], int], *dims: Dim) -> list[Counted]:
    """Name some requests by two dims."""
    return [
        Counted(dict(zip(dims, codes, strict=True)), count, count)
        for codes, count in counts.items()
    ]


def some_counts(chance: random.Random) -> dict[tuple[str, str], int]:
    """Make counts as they come: much that is nothing, some that is little."""
    most = chance.choice((8, 20, 200))
    return {
        (line, town): chance.choice((0, chance.randint(0, 9), chance.randint(0, most)))
        for line in "abcd"[: chance.randint(1, 4)]
        for town in "pqrs"[: chance.randint(1, 4)]
    }


def by_hand(counts: Mapping[str, Mapping[str, int]]) -> list[Figure]:
    """Enter counts of the shipped indicators, by gender."""
    known = indicators_in()
    return [
        entered(known.of(code), {cell: Decimal(count) for cell, count in cells.items()})
        for code, cells in counts.items()
    ]
