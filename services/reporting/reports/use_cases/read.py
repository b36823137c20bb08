"""A report as it is now, or as it was reviewed or published."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.reporting.figures.model.indicators import Figure, Indicator
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.shown import shown
from services.reporting.projects.model import Project, Projects
from services.reporting.reports.model.content import Content, Outline
from services.reporting.reports.model.report import Beside, Edition, Report, ReportId, Text
from services.reporting.reports.ports import ReportWork
from services.reporting.reports.rules.composing import Material, content_of
from services.reporting.reports.rules.following import changed_by_few, counted_only
from services.reporting.reports.rules.frozen import frozen, hash_of, thawed
from services.reporting.reports.rules.kept import figures_in, kept
from shared.work import Store

Counting: TypeAlias = Callable[[Project, Period], Awaitable[Sequence[Figure]]]
"""Counts every indicator for some days of a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is stored of a report."""

    report: Report
    project: Project
    texts: Sequence[Text]
    editions: Sequence[Edition]
    beside: Sequence[Beside] = ()
    """What was published of others about some of the same days."""
    former: Sequence[Beside] = ()
    """What was published of the project's earlier periods."""

    @property
    def is_crossed(self) -> bool:
        """Say whether another published report is about some of its days and some others."""
        return any(each.which[1:] != self.report.which[1:] for each in self.beside)

    @property
    def published(self) -> Sequence[Edition]:
        """Give the editions that everybody may have, the newest first."""
        return [each for each in self.editions if each.published_at]

    def held(self, number: int) -> Edition | None:
        """Give what was reviewed or published under a number."""
        return next((each for each in self.editions if each.number == number), None)


@dataclass(frozen=True, slots=True)
class Fresh:
    """What an edition would say now."""

    content: Content
    shown: str
    counted: str
    few: Sequence[str]
    """The indicators that changed by so little that it has to wait."""

    @property
    def hash(self) -> str:
        """Give that of what is shown."""
        return hash_of(self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report as somebody reads it."""

    stored: Stored
    content: Content
    hash: str
    edition: Edition | None = None
    """What was reviewed or published; None while it is drafted."""
    few: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReadReports:
    """None stands for a report that is not there."""

    store: Store[ReportWork]
    projects: Projects
    count: Counting
    known: Mapping[str, Indicator]
    outline: Outline

    async def read(self, report_id: ReportId, edition: int | None = None) -> Reading | None:
        """Give an edition, or the newest; what was not reviewed yet is counted now."""
        stored = await self.stored(report_id)
        if stored is None:
            return None
        held = stored.held(edition or stored.report.edition)
        if held is None:
            return None if edition else await self._drafted(stored)
        return Reading(stored=stored, content=thawed(held.shown), hash=held.hash, edition=held)

    async def stored(self, report_id: ReportId) -> Stored | None:
        """Read what is stored; nothing is told of a project that the network's file lacks."""
        async with self.store.begin() as work:
            return await self.stored_in(work, report_id)

    async def stored_in(self, work: ReportWork, report_id: ReportId) -> Stored | None:
        """Read it in a transaction, so that it stays as it is where it is held."""
        report = await work.reports.find(report_id)
        project = self.projects.of(report.which.project) if report else None
        if report is None or project is None:
            return None
        return Stored(
            report=report,
            project=project,
            texts=await work.reports.texts(report_id),
            editions=await work.reports.editions(report_id),
            beside=await work.reports.beside(report_id),
            former=await work.reports.former(report_id),
        )

    async def figures(self, stored: Stored) -> Sequence[Figure]:
        """Count what it is about."""
        which = stored.report.which
        return await self.count(stored.project, Period(which.first, which.last))

    def fresh(self, stored: Stored, figures: Sequence[Figure]) -> Fresh:
        """Say what it would say now: what was told before hides more."""
        told = shown(figures, self.outline.k, self._earlier(stored))
        material = Material(stored.project, told, stored.texts, _former(stored))
        content = content_of(stored.report, material, self.outline)
        own = [thawed(each.shown) for each in stored.published]
        others = [counted_only(thawed(each.edition.shown)) for each in stored.beside]
        return Fresh(
            content, frozen(content), kept(figures), changed_by_few(content, [*own, *others])
        )

    def holds(self, stored: Stored, held: Edition) -> bool:
        """Say whether what was reviewed may be told beside what was published since."""
        now = self.fresh(stored, figures_in(held.counted, self.known))
        return not now.few and now.content.figures == thawed(held.shown).figures

    def _earlier(self, stored: Stored) -> list[Sequence[Figure]]:
        """Give what was told of these days, the oldest first; forms are of one project."""
        own = [(each, figures_in(each.counted, self.known)) for each in stored.published]
        others = [
            (each, [figure for figure in figures_in(each.counted, self.known) if figure.parts])
            for _, each in stored.beside
        ]
        return [figures for _, figures in sorted([*own, *others], key=_published)]

    async def _drafted(self, stored: Stored) -> Reading:
        fresh = self.fresh(stored, await self.figures(stored))
        return Reading(stored=stored, content=fresh.content, hash=fresh.hash, few=fresh.few)


def _former(stored: Stored) -> list[Content | None]:
    """Give what was told of each period before; of one without a published report nothing."""
    told = {each.which[1:]: thawed(each.edition.shown) for each in stored.former}
    periods = [each for each in stored.project.periods if each.last < stored.report.which.first]
    return [told.get((each.first, each.last)) for each in periods]


def _published(told: tuple[Edition, Sequence[Figure]]) -> str:
    at = told[0].published_at
    return at.isoformat() if at else ""
