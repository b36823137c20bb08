"""Show staff the report of a period, and everything that happened about one request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.reporting.event_log.ports import Journeys
from services.reporting.figures.model.facts import RequestFacts
from services.reporting.figures.model.report import Coverage, Figures, Period
from services.reporting.figures.ports import CountedFigures
from services.reporting.figures.use_cases.follow_request import request_of
from services.reporting.reports.rules import choose_period
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
class ShowReport:
    """The report; `today` is the day where the help is given."""

    figures: CountedFigures
    today: Callable[[], date]

    async def show_report(self, first: date | None, last: date | None) -> Report:
        """Count the days asked for, or everything until today."""
        coverage = await self.figures.coverage()
        period = choose_period(first, last, first_known=coverage.first_day, today=self.today())
        return Report(
            period=period,
            coverage=coverage,
            figures=await self.figures.count(period),
            newest=await self.figures.newest_requests(NEWEST),
        )


@dataclass(frozen=True, slots=True)
class Timeline:
    """The story of one request: every fact in order, and where it stands.

    `request` is None while nothing of intake has arrived.
    """

    events: Sequence[Envelope[Event]]
    request: RequestFacts | None


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """The timeline of one request."""

    journeys: Journeys

    async def show_timeline(self, request_id: UUID) -> Timeline | None:
        """Tell everything that happened about one request; None when it is unknown."""
        events = await self.journeys.journey(request_id)
        return Timeline(events, request_of(events)) if events else None
