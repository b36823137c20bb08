"""A report as it is now, or as it was reviewed or published."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from services.reporting.figures.model.indicators import Figure, Indicator
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.shown import shown
from services.reporting.projects.model import Project, Projects
from services.reporting.reports.model.content import Content, Outline
from services.reporting.reports.model.report import Edition, Report, ReportId, Text
from services.reporting.reports.ports import ReportWork
from services.reporting.reports.rules.composing import Material, content_of
from services.reporting.reports.rules.following import changed_by_few
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
        )

    async def figures(self, stored: Stored) -> Sequence[Figure]:
        """Count what it is about."""
        which = stored.report.which
        return await self.count(stored.project, Period(which.first, which.last))

    def fresh(self, stored: Stored, figures: Sequence[Figure]) -> Fresh:
        """Say what it would say now: what was told before hides more."""
        before = [each.counted for each in reversed(stored.published)]
        earlier = [figures_in(each, self.known) for each in before]
        told = shown(figures, self.outline.k, earlier)
        material = Material(stored.project, told, stored.texts)
        content = content_of(stored.report, material, self.outline)
        few = changed_by_few(content, [thawed(each.shown) for each in stored.published])
        return Fresh(content, frozen(content), kept(figures), few)

    async def _drafted(self, stored: Stored) -> Reading:
        fresh = self.fresh(stored, await self.figures(stored))
        return Reading(stored=stored, content=fresh.content, hash=fresh.hash, few=fresh.few)
