"""Reports in one transaction."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.reporting.projects.ports import WithEnteredCounts
from services.reporting.reports.model.report import (
    Beside,
    Edition,
    New,
    Place,
    Report,
    ReportId,
    Text,
)
from shared.work import Publishes


class Reports(Protocol):
    """Reports, their texts and what was published of them."""

    async def begin(self, new: New) -> ReportId:
        """Store a new one, or find the one that there is of the same project and days."""
        ...

    async def every(self) -> Sequence[Report]:
        """Read all, the newest days first."""
        ...

    async def find(self, report_id: ReportId) -> Report | None:
        """Read one."""
        ...

    async def lock(self, report_id: ReportId) -> Report | None:
        """Read one, held until the end of the transaction: all its changes go one by one."""
        ...

    async def stand(self, report: Report) -> None:
        """Store how far one is that is held."""
        ...

    async def texts(self, report_id: ReportId) -> Sequence[Text]:
        """Read the newest text of each place."""
        ...

    async def history(self, report_id: ReportId, place: Place) -> Sequence[Text]:
        """Read all that was ever written at a place, the newest first."""
        ...

    async def writers(self, report_id: ReportId, edition: int) -> Sequence[UUID]:
        """Name who wrote in an edition, also what somebody else wrote over since."""
        ...

    async def write(self, report_id: ReportId, text: Text) -> None:
        """Store a text of one that is held; what was there before stays."""
        ...

    async def editions(self, report_id: ReportId) -> Sequence[Edition]:
        """Read what was reviewed or published, the newest first."""
        ...

    async def beside(self, report_id: ReportId) -> Sequence[Beside]:
        """Read what was published of other reports about some of the same days."""
        ...

    async def former(self, report_id: ReportId) -> Sequence[Beside]:
        """Read what was published last of each earlier period of its project, the oldest first."""
        ...

    async def alone(self) -> None:
        """Let nobody else publish until the end of the transaction."""
        ...

    async def hold(self, edition: Edition) -> None:
        """Store what was reviewed of one that is held."""
        ...

    async def let_go(self, report_id: ReportId, edition: int) -> None:
        """Remove what was reviewed and not published: it changes."""
        ...

    async def publish(self, report_id: ReportId, edition: int, by: UUID) -> None:
        """Say of what was reviewed that it is published: from now on it cannot be changed."""
        ...


class WithReports(Protocol):
    """A transaction in which reports can be written."""

    @property
    def reports(self) -> Reports:
        """Give the reports as this transaction sees them."""
        ...


class ReportWork(WithReports, Protocol):
    """What writing and reading reports needs of a transaction."""


class PublishingWork(ReportWork, WithEnteredCounts, Publishes, Protocol):
    """What publishing them needs too: what was entered by hand is closed."""
