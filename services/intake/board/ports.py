"""What the coordinator's page reads, and where reports of the search are kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.intake.board.model import BoardLine, SearchReport
from services.intake.requests.model import RequestId, State
from shared.work import Receives


class BoardReader(Protocol):
    """The requests as the coordinator sees them, read without a transaction."""

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        """List what waits for help, the most urgent and the longest waiting first."""
        ...

    async def counts(self) -> Mapping[State, int]:
        """Count the requests by state."""
        ...


class SearchReports(Protocol):
    """The newest report of each request, in one transaction."""

    async def keep(self, request_id: RequestId, report: SearchReport) -> None:
        """Store it; nothing changes when a newer one is there, or no such request."""
        ...


class WithSearchReports(Protocol):
    """A transaction in which reports of the search can be kept."""

    @property
    def search_reports(self) -> SearchReports:
        """Give the reports as this transaction sees them."""
        ...


class ReportWork(WithSearchReports, Receives, Protocol):
    """What keeping a report needs of a transaction."""
