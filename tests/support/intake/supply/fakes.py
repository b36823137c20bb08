"""The help in towns, in memory."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from services.intake.supply.model import Supply, TownReport
from shared.activation import FIRST_ACTIVATION
from tests.support.intake.state import Repository


class FakeSupplies(Repository):
    """The newest report of each town; what is kept of another is dropped with it."""

    async def keep(self, report: TownReport) -> None:
        before = self.state.supply.get(report.town)
        if before is None or before.said_at < report.said_at:
            self.state.supply[report.town] = report

    async def of(self, town: str, need: str, fresh: timedelta) -> Supply | None:
        report = self.state.supply.get(town)
        if report is None or report.said_at <= self.state.now - fresh:
            return None
        return report.by_need.get(need) if report.activation_id == FIRST_ACTIVATION.id else None

    async def helped(self, fresh: timedelta) -> Mapping[str, Collection[str]]:
        counted = [
            report
            for report in self.state.supply.values()
            if report.said_at > self.state.now - fresh
            and report.activation_id == FIRST_ACTIVATION.id
        ]
        needs = {need for report in counted for need in report.by_need}
        found = {need: {each.town for each in counted if _helps(each, need)} for need in needs}
        return {need: towns for need, towns in found.items() if towns}


def _helps(report: TownReport, need: str) -> bool:
    supply = report.by_need.get(need)
    return supply is not None and supply.helpers != 0
