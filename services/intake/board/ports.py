"""What the coordinator's page reads, and where reports of the search are kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.intake.board.model import BoardLine, Look, PlaceCount, SearchReport, Since, Wanted
from services.intake.board.rules.usual import UsualWaits
from services.intake.requests.model import RequestId, State
from shared.work import Receives


class BoardReader(Protocol):
    """The requests as the coordinator sees them, read without a transaction."""

    async def lines(self, wanted: Wanted, limit: int) -> Sequence[BoardLine]:
        """List what is wanted, the most urgent and the longest waiting first."""
        ...

    async def lines_of(self, request_ids: Sequence[RequestId]) -> Sequence[BoardLine]:
        """Give the lines of these, in the same order; an unknown one has none."""
        ...

    async def look(self, since: Since | None) -> Look:
        """Say which lines changed since then; of none at all where it is the first look."""
        ...

    async def counts(self) -> Mapping[State, int]:
        """Count the requests by state."""
        ...

    async def closed_today(self) -> int:
        """Count those that ended today."""
        ...

    async def places(self, wanted: Wanted) -> Sequence[PlaceCount]:
        """Count what waits by area, wherever it is."""
        ...

    async def usual_waits(self, enough: int) -> UsualWaits:
        """Give medians of those helped lately, where so many were."""
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
