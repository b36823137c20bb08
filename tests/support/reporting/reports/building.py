"""A project with a report: what was counted of it, as much as one wants, and who writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from services.reporting.figures.adapters import indicators_in
from services.reporting.figures.model.cross_tables import Counted
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure
from services.reporting.figures.model.report import Period
from services.reporting.figures.use_cases.count_indicators import CountIndicators
from services.reporting.projects.model import BudgetLine, Project, Projects
from services.reporting.reports.adapters import read_outline
from services.reporting.reports.model.content import Outline
from services.reporting.reports.model.report import (
    Part,
    Place,
    Refusal,
    ReportId,
    Which,
)
from services.reporting.reports.ports import PublishingWork
from services.reporting.reports.rules.by_hand import with_entered
from services.reporting.reports.rules.writing import Typed
from services.reporting.reports.use_cases.publish import PublishReports
from services.reporting.reports.use_cases.read import ReadReports
from services.reporting.reports.use_cases.write import Outcome, WriteReports
from shared.contracts.words import Language
from shared.work import Store
from tests.support.reporting.projects.building import AUTUMN, SPRING, project
from tests.support.reporting.reports.store_contract import READER, WRITER

INDICATORS: Final = indicators_in()
KNOWN: Final = {each.code: each for each in INDICATORS}
OUTLINE: Final = read_outline(known=INDICATORS.codes, k=INDICATORS.small_cells.k)
SHORT: Final = Outline(
    {
        Part.METHOD: ("volunteers", "volunteer_hours_by_month"),
        Part.RESULTS: ("requests", "headcount", "people_not_deduplicated", "EECR01"),
        Part.TARGET_GROUPS: ("esf_participants", "EECO01"),
    }
)
"""A few of each kind, for who looks at every one."""
_CODES: Final[Mapping[Dim, Sequence[str]]] = {
    Dim.LINE: ("food", "errands", "company", "culture", "wellbeing"),
    Dim.MUNICIPALITY: ("491", "178", "623"),
    Dim.CHANNEL: ("web", "phone", "partner"),
    Dim.MONTH: tuple(f"2026-{month:02}" for month in range(1, 13)),
    Dim.BASIS: ("counted", "sampled", "estimated"),
    Dim.OUTCOME: ("new_request", "advised", "added"),
    Dim.DIRECTION: ("inbound", "outbound"),
    Dim.REASON: ("full", "not_ours"),
    Dim.STANDING: ("joined", "paused"),
    Dim.ANSWER: ("yes", "partly", "no", "none"),
}


def named(finnish: str) -> Mapping[Language, str]:
    return dict.fromkeys(Language, finnish)


PAID: Final = project(
    target_groups=(named("Perheet"), named("Työikäiset")),
    budget=(
        BudgetLine(named("Palkat"), Decimal(80000)),
        BudgetLine(named("=Muut kulut"), Decimal("32000.5")),
    ),
    targets={"requests": Decimal(3000), "volunteers": Decimal(80)},
)


OTHER: Final = project(code="toinen-2026")


@dataclass
class FakeMeasures:
    """Counts as many of everything as it is told: `scale` of the first code, fewer of the next."""

    scale: int = 60
    months: int = 6
    more: dict[str, int] = field(default_factory=dict)
    """So many more things of a measure, under the first code of each dim."""

    async def count(
        self, wanted: Mapping[str, Sequence[Dim]], period: Period
    ) -> Mapping[str, Sequence[Counted]]:
        del period
        return {name: list(self._counted(name, dims)) for name, dims in wanted.items()}

    async def events(
        self, name: str, where: Mapping[Dim, Sequence[str]], period: Period
    ) -> Sequence[UUID]:
        del name, where, period
        return ()

    def _counted(self, name: str, dims: Sequence[Dim]) -> Sequence[Counted]:
        codes_of = {**dict.fromkeys(Dim, ("one", "two")), **_CODES}
        codes_of[Dim.MONTH] = codes_of[Dim.MONTH][: self.months]
        rows = max((len(codes_of[dim]) for dim in dims), default=1)
        found = []
        for number in range(rows):
            codes = {dim: codes_of[dim][number % len(codes_of[dim])] for dim in dims}
            many = max(self.scale // (number * number + 1), 1)
            many += self.more.get(name, 0) if number == 0 else 0
            found.append(Counted(codes, many * (30 if "minutes" in name else 1), many))
        return found


@dataclass
class Counts:
    """What is counted of any period; may change while a report is written."""

    measures: FakeMeasures = field(default_factory=FakeMeasures)
    entered: dict[tuple[str, str], int] = field(default_factory=dict)

    async def __call__(self, _: Project, period: Period) -> Sequence[Figure]:
        at = CountIndicators(INDICATORS, self.measures)
        figures = await at.count_indicators(period.first, period.last)
        return with_entered(figures, self.entered)


@dataclass(frozen=True)
class Desk:
    """Writes, reads, reviews and publishes over a store."""

    store: Store[PublishingWork]
    counts: Counts = field(default_factory=Counts)
    today: date = AUTUMN.first
    outline: Outline = OUTLINE

    @property
    def reading(self) -> ReadReports:
        return ReadReports(self.store, Projects((PAID, OTHER)), self.counts, KNOWN, self.outline)

    @property
    def writing(self) -> WriteReports:
        return WriteReports(self.store, uuid4)

    @property
    def publishing(self) -> PublishReports:
        return PublishReports(self.store, self.reading, lambda: self.today)

    async def begun(
        self, text: str = "Verkosto toimii.", code: str = PAID.code, days: Period = SPRING
    ) -> ReportId:
        """Begin the report of the spring, and write in it."""
        which = Which(code, days.first, days.last)
        report_id = await self.writing.begin(which, WRITER, simulated=False)
        await self.write(report_id, text)
        return report_id

    async def write(
        self, report_id: ReportId, text: str, seen: int = 0
    ) -> Outcome | Refusal | None:
        place = Place(Language.FINNISH, Part.RESULTS)
        return await self.writing.write(report_id, place, Typed(text, seen), WRITER)

    async def hash(self, report_id: ReportId) -> str:
        reading = await self.reading.read(report_id)
        assert reading is not None
        return reading.hash

    async def review(self, report_id: ReportId) -> Refusal | None:
        """Let somebody else read it."""
        return await self.publishing.review(report_id, await self.hash(report_id), READER)

    async def publish(self, report_id: ReportId) -> Refusal | None:
        """Publish what stands."""
        return await self.publishing.publish(report_id, await self.hash(report_id), READER)
