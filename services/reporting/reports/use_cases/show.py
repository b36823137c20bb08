"""Show staff the report of a period, and everything that happened about one request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.reporting.event_log.model import Stood
from services.reporting.event_log.ports import Journeys
from services.reporting.event_log.use_cases.standing import stood_in
from services.reporting.figures.model.facts import RequestFacts
from services.reporting.figures.model.report import Coverage, Figures, Period
from services.reporting.figures.ports import CountedFigures
from services.reporting.figures.use_cases.follow_request import request_of
from services.reporting.reports.rules.period import choose_period, stands
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event

NEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """One request in the list, and how it stands now."""

    facts: RequestFacts
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: the days it covers, how far the evidence reaches, and the figures."""

    period: Period
    coverage: Coverage
    figures: Figures
    newest: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class ShowReport:
    """The report; `today` is the day where the help is given."""

    figures: CountedFigures
    journeys: Journeys
    today: Callable[[], date]

    async def show_report(self, first: date | None, last: date | None) -> Report:
        """Count the days asked for, or everything until today."""
        coverage = await self.figures.coverage()
        period = choose_period(first, last, first_known=coverage.first_day, today=self.today())
        return Report(
            period=period,
            coverage=coverage,
            figures=await self.figures.count(period),
            newest=await self._newest(),
        )

    async def _newest(self) -> Sequence[Listed]:
        newest = await self.figures.newest_requests(NEWEST)
        stood = await self.journeys.stood([facts.request_id for facts in newest])
        nothing = Stood()
        return [
            Listed(facts, stands(facts.state, stood.get(facts.request_id, nothing)))
            for facts in newest
        ]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The story of one request: every fact in order, and where it stands.

    `request` is None while nothing of intake has arrived.
    """

    events: Sequence[Envelope[Event]]
    request: RequestFacts | None
    stands: str = ""


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """The timeline of one request."""

    journeys: Journeys

    async def show_timeline(self, request_id: UUID) -> Timeline | None:
        """Tell everything that happened about one request; None when it is unknown."""
        events = await self.journeys.journey(request_id)
        if not events:
            return None
        request = request_of(events)
        return Timeline(events, request, stands(request.state, stood_in(events)) if request else "")
