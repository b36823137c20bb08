"""What the operator's tool does with reports, in nobody's name."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from services.reporting.composition import MakeReportFiles, ReadFrom, reading_of
from services.reporting.documents.adapters.forms import form_of
from services.reporting.documents.adapters.sheets import csv_of
from services.reporting.figures.adapters import indicators_in
from services.reporting.projects.adapters import PROJECTS_FILE
from services.reporting.projects.model import Projects
from services.reporting.reports.model.report import Edition, Refusal, Report, ReportId, Which
from services.reporting.reports.rules.frozen import hash_of
from services.reporting.reports.use_cases.publish import PublishReports
from services.reporting.reports.use_cases.read import Reading, ReadReports
from services.reporting.reports.use_cases.write import WriteReports
from services.reporting.work import ReportingWork, store_over
from shared.clock import HELSINKI, Clock
from shared.contracts.words import Language
from shared.funding.file import FUNDING_FILE, read_funding
from shared.postgres.places import ONE
from shared.postgres.pool import open_pool
from shared.web.catalogues import KIT, read_catalogues
from shared.work import Store

NOBODY: Final = UUID(int=0)
"""Stands for the operator, who has no account."""
FORMATS: Final = ("pdf", "xlsx", "csv", "json")


class NoSuchPeriodError(LookupError):
    """The network has no such project, or it has no reporting period of these days."""


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """Lists, makes, shows and publishes reports."""

    store: Store[ReportingWork]
    reading: ReadReports
    writing: WriteReports
    publishing: PublishReports
    files: MakeReportFiles
    projects: Projects

    def periods(self) -> Iterator[Which]:
        """Give every period of every project."""
        for project in self.projects.all:
            for period in project.periods:
                yield Which(project.code, period.first, period.last)

    async def every(self) -> Mapping[Which, Report]:
        """Give the reports that were begun."""
        async with self.store.begin() as work:
            return {each.which: each for each in await work.reports.every()}

    async def show(self, which: Which) -> Reading | None:
        """Give one as it stands; None while nobody began it. Raises NoSuchPeriodError."""
        self._know(which)
        report = (await self.every()).get(which)
        return await self.reading.read(report.id) if report else None

    async def make(
        self, which: Which, formats: Sequence[str], language: Language
    ) -> Mapping[str, bytes]:
        """Give the files of one by their names; one that nobody began is begun.

        What is not published says on every page that it is a draft. Raises NoSuchPeriodError.
        """
        project = self._know(which)
        report_id = await self.writing.begin(which, NOBODY, simulated=project)
        document = await self.files.document(report_id, None, language)
        made: dict[str, bytes] = {}
        for each in formats:
            name = f"{document.file_name}.{each}"
            made |= csv_of(document) if each == "csv" else {name: form_of(document, name)[1]}
        return made

    async def publish(self, which: Which) -> Edition | Refusal:
        """Publish what somebody reviewed. Raises NoSuchPeriodError."""
        reading = await self.show(which)
        if reading is None or reading.edition is None:
            return Refusal.NOT_REVIEWED
        report_id = ReportId(reading.stored.report.id)
        refusal = await self.publishing.publish(report_id, reading.hash, NOBODY)
        return refusal or reading.edition

    def _know(self, which: Which) -> bool:
        """Say whether its project is simulated."""
        project = self.projects.of(which.project)
        if project is None or which not in set(self.periods()):
            raise NoSuchPeriodError(which.project)
        return project.simulated


def is_as_published(edition: Edition) -> bool:
    """Say whether what is kept has the hash that was announced."""
    return hash_of(edition.shown) == edition.hash


@asynccontextmanager
async def report_desk(
    dsn: str, projects_file: Path = PROJECTS_FILE, funding_file: Path = FUNDING_FILE
) -> AsyncIterator[ReportDesk]:
    """Open it; what it says leaves at once where reporting runs."""
    clock = Clock()
    async with open_pool(dsn, name="reporting.operating", places=ONE, greet=clock.set_by) as pool:
        store = store_over(pool, clock)
        read_from = ReadFrom(pool, read_funding(funding_file), indicators_in(), projects_file)
        reading = reading_of(read_from, store)
        yield ReportDesk(
            store=store,
            reading=reading,
            writing=WriteReports(store, uuid7),
            publishing=PublishReports(store, reading, lambda: clock.today(HELSINKI)),
            files=MakeReportFiles(reading, read_catalogues(["reporting", KIT])),
            projects=reading.projects,
        )
