"""Reports in memory; kept honest by `ReportsContract`."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.reporting.reports.model.report import (
    Beside,
    Edition,
    New,
    Place,
    Report,
    ReportId,
    Text,
    Which,
)
from shared.activation import FIRST_ACTIVATION, Activation
from tests.support.fake_store import StaffedState


@dataclass
class ReportsState(StaffedState):
    """What is kept of reports."""

    reports: dict[ReportId, Report] = field(default_factory=dict)
    texts: list[tuple[ReportId, Text]] = field(default_factory=list)
    editions: dict[tuple[ReportId, int], Edition] = field(default_factory=dict)


@dataclass(frozen=True)
class FakeReports:
    """Reports in one transaction."""

    state: ReportsState

    async def begin(self, new: New) -> ReportId:
        for each in self.state.reports.values():
            if each.which == new.which:
                return each.id
        self.state.reports[new.id] = Report(
            id=new.id,
            number=len(self.state.reports) + 1,
            which=new.which,
            activation=Activation(FIRST_ACTIVATION.id, new.simulated),
            begun_by=new.by,
        )
        return new.id

    async def every(self) -> Sequence[Report]:
        found = sorted(self.state.reports.values(), key=lambda each: each.which.project)
        return sorted(found, key=lambda each: each.which.last, reverse=True)

    async def find(self, report_id: ReportId) -> Report | None:
        return self.state.reports.get(report_id)

    async def lock(self, report_id: ReportId) -> Report | None:
        return await self.find(report_id)

    async def stand(self, report: Report) -> None:
        self.state.reports[report.id] = report

    async def texts(self, report_id: ReportId) -> Sequence[Text]:
        newest = {text.place: text for whose, text in self.state.texts if whose == report_id}
        return [newest[place] for place in sorted(newest)]

    async def history(self, report_id: ReportId, place: Place) -> Sequence[Text]:
        of_report = [text for whose, text in self.state.texts if whose == report_id]
        return [text for text in reversed(of_report) if text.place == place]

    async def writers(self, report_id: ReportId, edition: int) -> Sequence[UUID]:
        of_report = [text for whose, text in self.state.texts if whose == report_id]
        return list({text.by for text in of_report if text.edition == edition})

    async def write(self, report_id: ReportId, text: Text) -> None:
        self.state.texts.append((report_id, replace(text, at=self.state.now)))

    async def editions(self, report_id: ReportId) -> Sequence[Edition]:
        found = [each for (whose, _), each in self.state.editions.items() if whose == report_id]
        return sorted(found, key=lambda each: -each.number)

    async def beside(self, report_id: ReportId) -> Sequence[Beside]:
        own, found = self.state.reports[report_id].which, list[Beside]()
        for (whose, _), edition in self.state.editions.items():
            which = self.state.reports[whose].which
            shares = which.first <= own.last and own.first <= which.last
            if edition.published_at and whose != report_id and shares:
                found.append(Beside(which, edition))
        return found

    async def former(self, report_id: ReportId) -> Sequence[Beside]:
        own, found = self.state.reports[report_id].which, dict[Which, Beside]()
        for (whose, _), edition in sorted(self.state.editions.items(), key=lambda each: each[0][1]):
            which = self.state.reports[whose].which
            if edition.published_at and which.project == own.project and which.last < own.first:
                found[which] = Beside(which, edition)
        return [found[which] for which in sorted(found)]

    async def alone(self) -> None:
        """Nobody else is here."""

    async def hold(self, edition: Edition) -> None:
        held = replace(edition, reviewed_at=self.state.now)
        self.state.editions[edition.report_id, edition.number] = held

    async def let_go(self, report_id: ReportId, edition: int) -> None:
        held = self.state.editions.get((report_id, edition))
        if held and held.published_at is None:
            del self.state.editions[report_id, edition]

    async def publish(self, report_id: ReportId, edition: int, by: UUID) -> None:
        held = self.state.editions[report_id, edition]
        said = replace(held, published_by=by, published_at=self.state.now)
        self.state.editions[report_id, edition] = said
