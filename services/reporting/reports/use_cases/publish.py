"""Somebody reads a report and says so; then it is published as they read it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.reporting.figures.model.report import Period
from services.reporting.projects.model import Sheet
from services.reporting.reports.events import published
from services.reporting.reports.model.report import Edition, Refusal, Report, ReportId, State
from services.reporting.reports.ports import PublishingWork
from services.reporting.reports.rules import life
from services.reporting.reports.use_cases.read import Fresh, ReadReports, Stored
from shared.work import Store


@dataclass(frozen=True, slots=True)
class PublishReports:
    """Who reviews or publishes names what they saw by its hash: texts and figures alike."""

    store: Store[PublishingWork]
    reading: ReadReports
    today: Callable[[], date]

    async def review(self, report_id: ReportId, seen: str, by: UUID) -> Refusal | None:
        """Hold what somebody read, unless it changed meanwhile or they wrote some of it."""
        stored = await self.reading.stored(report_id)
        figures = await self.reading.figures(stored) if stored else ()
        async with self.store.begin() as work:
            report = await work.reports.lock(report_id)
            held = await self.reading.stored_in(work, report_id)
            if report is None or held is None:
                return Refusal.CHANGED
            writers = await work.reports.writers(report_id, report.edition)
            anew = life.reviewed(report, by, set(writers), self.today())
            fresh = self.reading.fresh(held, figures)
            if refusal := _unread(anew, held, fresh, seen):
                return refusal
            await work.reports.hold(_edition(report, fresh, by))
            await work.reports.stand(replace(report, state=State.REVIEWED))
        return None

    async def publish(self, report_id: ReportId, seen: str, by: UUID) -> Refusal | None:
        """Publish what was reviewed; what is published already stays as it is.

        Where another report told of its days since, it has to be reviewed again.
        """
        async with self.store.begin() as work:
            await work.reports.alone()
            report = await work.reports.lock(report_id)
            held = next(iter(await work.reports.editions(report_id)), None)
            if report is None or held is None or held.number != report.edition:
                return Refusal.NOT_REVIEWED
            anew = life.published(report)
            if held.hash != seen:
                return Refusal.CHANGED
            if isinstance(anew, Refusal):
                return None if anew is Refusal.PUBLISHED else anew
            return await self._release(work, report, held, by)

    async def _release(
        self, work: PublishingWork, report: Report, held: Edition, by: UUID
    ) -> Refusal | None:
        if not await self._holds(work, held):
            await work.reports.let_go(report.id, report.edition)
            await work.reports.stand(replace(report, state=State.DRAFTED))
            return Refusal.CHANGED
        which = report.which
        sheet = Sheet(which.project, Period(which.first, which.last))
        await work.entered_counts.hold(sheet)
        await work.entered_counts.close(sheet)
        await work.reports.publish(report.id, held.number, by)
        await work.reports.stand(replace(report, state=State.PUBLISHED))
        await work.publish([published(report, held)])
        return None

    async def _holds(self, work: PublishingWork, held: Edition) -> bool:
        stored = await self.reading.stored_in(work, held.report_id)
        return bool(stored and not stored.is_crossed and self.reading.holds(stored, held))


def _unread(anew: Report | Refusal, stored: Stored, fresh: Fresh, seen: str) -> Refusal | None:
    if isinstance(anew, Refusal):
        return anew
    if stored.is_crossed:
        return Refusal.CROSSED
    if fresh.few:
        return Refusal.FEW_CHANGED
    return None if fresh.hash == seen else Refusal.CHANGED


def _edition(report: Report, fresh: Fresh, by: UUID) -> Edition:
    return Edition(
        report_id=report.id,
        number=report.edition,
        shown=fresh.shown,
        counted=fresh.counted,
        hash=fresh.hash,
        reason=report.reason,
        reviewed_by=by,
    )
