"""Answer what the pages ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.domain.choosing import choose_period
from services.reporting.domain.figures import Coverage, Figures, Period
from services.reporting.ports import Store
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the days it covers, how far the evidence reaches, and the figures."""

    period: Period
    coverage: Coverage
    figures: Figures


@dataclass(frozen=True, slots=True)
class Showing:
    """The questions of staff; `today` is the day where the help is given."""

    store: Store
    today: Callable[[], date]

    async def report(self, first: date | None, last: date | None) -> Report:
        """Count the days asked for, or everything until today."""
        coverage = await self.store.coverage()
        period = choose_period(first, last, first_known=coverage.first_day, today=self.today())
        return Report(period, coverage, await self.store.figures(period))

    async def journey(self, request_id: UUID) -> Sequence[Envelope[Event]]:
        """Tell everything that happened about one request; empty when it is unknown."""
        return await self.store.journey(request_id)
