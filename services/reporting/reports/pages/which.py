"""Which report a page is about, and what of it whoever asks may do."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request

from services.reporting.reports.model.report import Refusal, Report, ReportId
from services.reporting.reports.use_cases.overview import Due, ListReports
from services.reporting.reports.use_cases.read import Reading, ReadReports
from shared.web.forms import Problem, by_link
from shared.web.pages import address, may_open
from shared.web.permissions import StaffSession
from shared.web.sessions import staff_of
from shared.web.use_cases import use_case

UNKNOWN: Final = "reports/no_report.html"

AtList = Annotated[ListReports, Depends(use_case(ListReports))]
AtReading = Annotated[ReadReports, Depends(use_case(ReadReports))]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks about, and who they are."""

    due: Due
    who: StaffSession
    path: str
    may_write: bool

    @property
    def report(self) -> Report:
        """Give the report; raises UnknownLinkError where nobody began it."""
        return by_link(self.due.report, UNKNOWN)

    @property
    def by(self) -> UUID:
        """Name who asks."""
        return self.who.staff_id


async def which_one(request: Request, project: str, first: date, at: AtList) -> Asked:
    """Read which it is; raises UnknownLinkError."""
    who = staff_of(request)
    due = by_link(await at.one(project, first, who.roles, who.staff_id), UNKNOWN)
    path = address(request, "project_report", project=project, first=first.isoformat())
    return Asked(due, who, path, may_open(request, who, "project_report_text"))


WhichOne = Annotated[Asked, Depends(which_one)]


async def read_for(asked: Asked, at: ReadReports, edition: int | None = None) -> Reading | None:
    """Read it as whoever asks may: who writes reads drafts, others what is published."""
    if asked.due.report is None:
        return None
    report_id = ReportId(asked.due.report.id)
    if asked.may_write:
        return await at.read(report_id, edition)
    stored = await at.stored(report_id)
    numbers = [each.number for each in stored.published] if stored else []
    if not numbers or edition not in {None, *numbers}:
        return None
    return await at.read(report_id, edition or numbers[0])


def refused(refusal: Refusal) -> tuple[Problem, ...]:
    """Say why it was not done, above the page."""
    return (Problem("stands", f"problem.report.{refusal}"),)
