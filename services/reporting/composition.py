"""How reports are counted, read and made into files, over PostgreSQL and the network's files."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.reporting.documents.adapters.forms import form_of
from services.reporting.documents.model import Document
from services.reporting.figures.model.indicators import Figure, Indicators
from services.reporting.figures.model.report import Period
from services.reporting.figures.store.measures import PostgresMeasures
from services.reporting.figures.use_cases.count_indicators import CountIndicators
from services.reporting.jobs.model import MadeFile
from services.reporting.projects.adapters import PROJECTS_FILE, read_projects
from services.reporting.projects.model import Project, Sheet
from services.reporting.projects.ports import WithEnteredCounts
from services.reporting.projects.rules.counts import confirmed, counts_of
from services.reporting.reports.adapters import OUTLINE_FILE, read_outline
from services.reporting.reports.model.report import ReportId
from services.reporting.reports.rules.by_hand import with_entered
from services.reporting.reports.use_cases.read import ReadReports
from services.reporting.reports.wording.document import document_of, made_of
from services.reporting.reports.wording.files import edition_in
from services.reporting.reports.wording.values import ReportWording
from services.reporting.work import ReportingWork
from shared.contracts.words import Language
from shared.funding import Funding
from shared.postgres.types import Pool
from shared.web.catalogues import Catalogues
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Where figures are counted, who pays, and the network's files."""

    pool: Pool
    funding: Funding
    indicators: Indicators
    projects_file: Path = PROJECTS_FILE
    outline_file: Path = OUTLINE_FILE


def reading_of(opened: ReadFrom, store: Store[ReportingWork]) -> ReadReports:
    """Make what reads reports; raises LineError or IndicatorsError where a file is wrong."""
    indicators = opened.indicators
    counting = CountIndicators(indicators, PostgresMeasures(opened.pool))
    known = {each.code: each for each in indicators}
    return ReadReports(
        store=store,
        projects=read_projects(
            opened.projects_file,
            funding=opened.funding,
            known_indicators=indicators.codes,
        ),
        count=CountAll(counting, store),
        known=known,
        outline=read_outline(
            opened.outline_file, known=indicators.codes, k=indicators.small_cells.k
        ),
    )


class NoSuchEditionError(LookupError):
    """A file was asked of a version of a report that is not there."""


@dataclass(frozen=True, slots=True)
class CountAll:
    """Counts what events tell of a period, beside what people entered of it."""

    indicators: CountIndicators
    store: Store[WithEnteredCounts]

    async def __call__(self, project: Project, period: Period) -> Sequence[Figure]:
        """Count; of what was entered only what two people have seen."""
        figures = await self.indicators.count_indicators(period.first, period.last)
        async with self.store.begin() as work:
            entries = await work.entered_counts.entries(Sheet(project.code, period))
        return with_entered(figures, confirmed(counts_of(entries)))


@dataclass(frozen=True, slots=True)
class MakeReportFiles:
    """The maker of files of reports, beside what the service does: a form may take seconds."""

    reading: ReadReports
    catalogues: Catalogues

    async def __call__(self, what: str, name: str) -> MadeFile:
        """Make one file; raises NoSuchEditionError."""
        report_id, edition, language = edition_in(what)
        document = await self.document(report_id, edition, language)
        media_type, content = await asyncio.to_thread(form_of, document, name)
        return MadeFile(name, media_type, content)

    async def document(
        self, report_id: ReportId, edition: int | None, language: Language
    ) -> Document:
        """Give a report as a document; raises NoSuchEditionError."""
        reading = await self.reading.read(report_id, edition)
        if reading is None:
            raise NoSuchEditionError
        return document_of(made_of(reading), ReportWording(self.catalogues, language))
