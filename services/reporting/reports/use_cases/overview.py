"""All projects with the periods of their reports, and how far each report is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.figures.model.report import Period
from services.reporting.projects.model import Project, Projects
from services.reporting.projects.rules.project import readable
from services.reporting.reports.model.report import Report, Which
from services.reporting.reports.ports import ReportWork
from shared.contracts.words import StaffRole
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Due:
    """A period of a project, and its report where somebody began it."""

    project: Project
    period: Period
    report: Report | None

    @property
    def which(self) -> Which:
        """Name it."""
        return Which(self.project.code, self.period.first, self.period.last)


@dataclass(frozen=True, slots=True)
class ListReports:
    """The list, as somebody may see it."""

    store: Store[ReportWork]
    projects: Projects

    async def every(self, roles: Collection[StaffRole], staff_id: UUID) -> list[Due]:
        """List the periods of the projects that somebody may read of."""
        found = await self._reports()
        return [
            Due(project, period, found.get(Which(project.code, period.first, period.last)))
            for project in readable(self.projects, roles, staff_id)
            for period in project.periods
        ]

    async def one(
        self, code: str, first: date, roles: Collection[StaffRole], staff_id: UUID
    ) -> Due | None:
        """Give one; None where there is none such, or somebody may not read of it."""
        every = await self.every(roles, staff_id)
        found = (due for due in every if due.project.code == code and due.period.first == first)
        return next(found, None)

    async def _reports(self) -> Mapping[Which, Report]:
        async with self.store.begin() as work:
            return {each.which: each for each in await work.reports.every()}
