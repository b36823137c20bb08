"""Somebody begins a report and writes in it, beside others who do."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.reporting.reports.model.report import (
    New,
    Place,
    Refusal,
    Report,
    ReportId,
    State,
    Text,
    Which,
)
from services.reporting.reports.ports import ReportWork
from services.reporting.reports.rules import life
from services.reporting.reports.rules.writing import Typed, Written, becomes
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text, and what stands at its place now."""

    written: Written
    newest: Text | None


@dataclass(frozen=True, slots=True)
class WriteReports:
    """None stands for a report that is not there."""

    store: Store[ReportWork]
    new_id: Callable[[], UUID]

    async def begin(self, which: Which, by: UUID, *, simulated: bool) -> ReportId:
        """Begin one, or find the one of the same project and days."""
        new = New(id=ReportId(self.new_id()), which=which, simulated=simulated, by=by)
        async with self.store.begin() as work:
            return await work.reports.begin(new)

    async def history(self, report_id: ReportId, place: Place) -> list[Text]:
        """Give all that was ever written at a place, the newest first."""
        async with self.store.begin() as work:
            return list(await work.reports.history(report_id, place))

    async def write(
        self, report_id: ReportId, place: Place, typed: Typed, by: UUID
    ) -> Outcome | Refusal | None:
        """Store a text, unless somebody else wrote there meanwhile; a review before is void."""
        async with self.store.begin() as work:
            report = await work.reports.lock(report_id)
            if report is None:
                return None
            newest = next(iter(await work.reports.history(report_id, place)), None)
            anew, becoming = life.written(report), becomes(newest, typed)
            if isinstance(anew, Refusal) or becoming is not Written.STORED:
                return anew if isinstance(anew, Refusal) else Outcome(becoming, newest)
            text = _text(report, place, typed, newest, by)
            await _open(work, report)
            await work.reports.stand(anew)
            await work.reports.write(report_id, text)
        return Outcome(Written.STORED, text)

    async def correct(self, report_id: ReportId, by: UUID, reason: str) -> Refusal | None:
        """Begin a further edition of what is published; what is published stays."""
        async with self.store.begin() as work:
            report = await work.reports.lock(report_id)
            anew = life.corrected(report, by, reason) if report else Refusal.NOT_PUBLISHED
            if isinstance(anew, Refusal):
                return anew
            await work.reports.stand(anew)
        return None


def _text(report: Report, place: Place, typed: Typed, newest: Text | None, by: UUID) -> Text:
    number = newest.number + 1 if newest else 1
    return Text(place=place, number=number, edition=report.edition, text=typed.text, by=by)


async def _open(work: ReportWork, report: Report) -> None:
    if report.state is State.REVIEWED:
        await work.reports.let_go(report.id, report.edition)
