"""How the search for a helper stands, as matching says it."""

from dataclasses import dataclass

from services.intake.board.model import SearchReport
from services.intake.board.ports import ReportWork
from services.intake.requests.model import RequestId
from shared.contracts.envelope import Envelope
from shared.contracts.matching import RequestSearchReported
from shared.work import Store


@dataclass(frozen=True, slots=True)
class KeepSearchReports:
    """The newest report of a request counts, by its version; an older one changes nothing.

    A report of a request that is unknown changes nothing either. It is not parked as a match of an
    unknown request is: it only counts, and the request cannot come later, for intake's own event is
    how matching heard of it; so it was erased, and nobody misses its numbers.
    """

    store: Store[ReportWork]

    async def react_to_request_search_reported(
        self, event: Envelope[RequestSearchReported]
    ) -> None:
        """Keep how the search stands."""
        counts = event.data.model_dump(exclude={"request_id"})
        report = SearchReport(version=event.subjectversion, **counts)
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                request_id = RequestId(event.data.request_id)
                await work.search_reports.keep(request_id, report)
