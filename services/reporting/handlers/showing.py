"""Answer what the pages ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.reporting.domain.choosing import choose_period
from services.reporting.domain.figures import Coverage, Figures, Period
from services.reporting.domain.model import RequestFacts
from services.reporting.handlers.recording import request_of
from services.reporting.ports.event_log import Journeys
from services.reporting.ports.figures import CountedFigures
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event

NEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the days it covers, how far the evidence reaches, and the figures."""

    period: Period
    coverage: Coverage
    figures: Figures
    newest: Sequence[RequestFacts]


@dataclass(frozen=True, slots=True)
class Journey:
    """The story of one request: every fact in order, and where it stands.

    `request` is None while nothing of intake has arrived.
    """

    events: Sequence[Envelope[Event]]
    request: RequestFacts | None


@dataclass(frozen=True, slots=True)
class Showing:
    """The questions of staff; `today` is the day where the help is given."""

    figures: CountedFigures
    journeys: Journeys
    today: Callable[[], date]

    async def report(self, first: date | None, last: date | None) -> Report:
        """Count the days asked for, or everything until today."""
        coverage = await self.figures.coverage()
        period = choose_period(first, last, first_known=coverage.first_day, today=self.today())
        return Report(
            period=period,
            coverage=coverage,
            figures=await self.figures.count(period),
            newest=await self.figures.newest_requests(NEWEST),
        )

    async def journey(self, request_id: UUID) -> Journey | None:
        """Tell everything that happened about one request; None when it is unknown."""
        events = await self.journeys.journey(request_id)
        if not events:
            return None
        return Journey(events, request_of(events))
