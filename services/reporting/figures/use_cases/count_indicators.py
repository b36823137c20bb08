"""Count the indicators of a period, and lead a figure back to the events it came from."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.figures.model.cross_tables import Counted, CrossTable
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure, Indicator, Indicators, Term
from services.reporting.figures.model.report import Period
from services.reporting.figures.ports import CountedMeasures
from services.reporting.figures.rules.crossing import Sides, sides_of, table_of
from services.reporting.figures.rules.figured import figured


@dataclass(frozen=True, slots=True)
class CountIndicators:
    """Counts; nothing is hidden yet (`rules.shown`)."""

    indicators: Indicators
    measures: CountedMeasures

    async def count_indicators(
        self, first: date, last: date, codes: Collection[str] | None = None
    ) -> Sequence[Figure]:
        """Count those of the codes, or all that are not off.

        Measures are always counted by all that any indicator is by: what can be shown of one figure
        rests on all the others, whatever is asked for.
        """
        chosen = self._chosen(codes)
        period, every = Period(first, last), sides_of(self.indicators)
        wanted = {term.measure for each in chosen for term in each.terms}
        sides = {measure: every[measure] for measure in sorted(wanted)}
        counted = await self.measures.count(
            {measure: _dims(each) for measure, each in sides.items()}, period
        )
        tables = self._tables(sides, counted)
        return [figured(indicator, tables, period) for indicator in chosen]

    def _chosen(self, codes: Collection[str] | None) -> list[Indicator]:
        if codes is None:
            return [each for each in self.indicators if each.is_on]
        return [self.indicators.of(code) for code in codes]

    def _tables(
        self, sides: Mapping[str, Sequence[Sides]], counted: Mapping[str, Sequence[Counted]]
    ) -> list[CrossTable]:
        return [
            table_of(measure, each, counted[measure], k=self._least(measure), secret=self._secret)
            for measure, every in sides.items()
            for each in every
        ]

    def _least(self, measure: str) -> int | None:
        """Take the strictest: what one indicator hides no other tells."""
        found = [
            each.k
            for each in self.indicators
            if any(term.measure == measure for term in each.terms)
        ]
        return max((k for k in found if k is not None), default=None)

    @property
    def _secret(self) -> frozenset[str]:
        return self.indicators.small_cells.whole_network_only


def _dims(sides: Iterable[Sides]) -> list[Dim]:
    return sorted({dim for each in sides for dim in each})


@dataclass(frozen=True, slots=True)
class TraceFigure:
    """Gives the events a figure came from: their ids, which tell nothing by themselves."""

    indicators: Indicators
    measures: CountedMeasures

    async def events_of(
        self, code: str, first: date, last: date, cell: Sequence[str] = ()
    ) -> Sequence[UUID]:
        """Give them for all of the figure, or for one cell by its codes, in the order of `by`.

        Raises UnknownIndicatorError.
        """
        indicator, found = self.indicators.of(code), set[UUID]()
        codes = dict(zip(indicator.by, cell, strict=False))
        for term in indicator.formula:
            where = _within(term, codes)
            found |= set(await self.measures.events(term.measure, where, Period(first, last)))
        return sorted(found)


def _within(term: Term, codes: Mapping[Dim, str]) -> Mapping[Dim, Sequence[str]]:
    both = term.where.keys() & codes.keys()
    narrowed = {dim: [code for code in term.where[dim] if code == codes[dim]] for dim in both}
    return {**term.where, **{dim: [code] for dim, code in codes.items()}, **narrowed}
