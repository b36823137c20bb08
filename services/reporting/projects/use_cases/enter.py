"""Enter figures that only a form can tell, confirm what somebody else entered, and read them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.reporting.projects.model import Blank, CountForm, Counts, Project, Projects, Sheet
from services.reporting.projects.ports import EnteredCounts, WithEnteredCounts
from services.reporting.projects.rules.counts import (
    Before,
    New,
    asked_of,
    counts_of,
    of_blank,
    read_counts,
    why_not,
)
from services.reporting.projects.rules.project import readable
from shared.contracts.words import StaffRole
from shared.fields.problem import Problem
from shared.work import Store

Wrong: TypeAlias = Sequence[Problem]


class EnteredMeanwhileError(Exception):
    """Somebody else entered or confirmed a figure since the page was opened."""


@dataclass(frozen=True, slots=True)
class ShowPeriods:
    """The projects that somebody may read of, with the fixed periods of their reports."""

    projects: Projects

    def readable_by(self, roles: Collection[StaffRole], staff_id: UUID) -> Sequence[Project]:
        """Give them, as the network's file has them."""
        return readable(self.projects, roles, staff_id)


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A period of a project, and what was entered for it."""

    project: Project
    sheet: Sheet
    blanks: Sequence[Blank]
    """What only a form can tell of it."""
    counts: Counts
    is_closed: bool

    def blank_of(self, indicator: str) -> Blank | None:
        """Find what only a form can tell."""
        return next((each for each in self.blanks if each.indicator == indicator), None)


@dataclass(frozen=True, slots=True)
class Which:
    """What a form is about."""

    project: str
    first: date
    indicator: str


@dataclass(frozen=True, slots=True)
class EnterCounts:
    """None stands for a project, a period or an indicator that is not there."""

    store: Store[WithEnteredCounts]
    projects: Projects
    blanks: Sequence[Blank]
    today: Callable[[], date]
    """The day where the help is given."""

    async def newest(self) -> OpenSheet | None:
        """Read the first project's period of today."""
        if not self.projects.all:
            return None
        project = self.projects.all[0]
        return await self.show(project.code, project.period_at(self.today()).first)

    async def show(self, project: str, first: date) -> OpenSheet | None:
        """Read what was entered for a period."""
        sheet = self._sheet(project, first)
        found = self.projects.of(project)
        if sheet is None or found is None:
            return None
        async with self.store.begin() as work:
            counts = counts_of(await work.entered_counts.entries(sheet))
            is_closed = await work.entered_counts.is_closed(sheet)
            return OpenSheet(found, sheet, asked_of(found, self.blanks), counts, is_closed)

    async def enter(self, which: Which, by: UUID, fields: Mapping[str, str]) -> Wrong | None:
        """Keep what is new in a form as versions of their own; give what has to be mended.

        Raises EnteredMeanwhileError.
        """
        sheet, blank = self._sheet(which.project, which.first), self._blank(which)
        if sheet is None or blank is None:
            return None
        async with self.store.begin() as work:
            await work.entered_counts.hold(sheet)
            before = await self._before(work.entered_counts, sheet)
            read = read_counts(blank, before, fields)
            new = [each for each in read if isinstance(each, New)]
            for each in new:
                form = CountForm(fields["form"])
                entered = await work.entered_counts.enter(sheet, blank.indicator, each, form, by)
                if not entered:
                    raise EnteredMeanwhileError
        return [each for each in read if isinstance(each, Problem)]

    async def confirm(self, which: Which, by: UUID, seen: frozenset[UUID]) -> Wrong | None:
        """Confirm what was seen on the page and somebody else entered; give what is wrong."""
        sheet, blank = self._sheet(which.project, which.first), self._blank(which)
        if sheet is None or blank is None:
            return None
        async with self.store.begin() as work:
            await work.entered_counts.hold(sheet)
            counts = counts_of(await work.entered_counts.entries(sheet))
            if wrong := why_not(of_blank(blank, counts), by, seen):
                return [wrong]
            for entry_id in seen:
                if not await work.entered_counts.confirm(entry_id, by):
                    raise EnteredMeanwhileError
        return []

    def _blank(self, which: Which) -> Blank | None:
        project = self.projects.of(which.project)
        asked = asked_of(project, self.blanks) if project else ()
        return next((each for each in asked if each.indicator == which.indicator), None)

    def _sheet(self, project: str, first: date) -> Sheet | None:
        found = self.projects.of(project)
        period = found.period_of(first) if found else None
        return Sheet(project, period) if period else None

    async def _before(self, book: EnteredCounts, sheet: Sheet) -> Before:
        found = self.projects.of(sheet.project)
        former = found.period_before(sheet.period) if found else None
        counts = counts_of(await book.entries(sheet))
        if former is None:
            return Before(counts, {})
        return Before(counts, counts_of(await book.entries(Sheet(sheet.project, former))))
