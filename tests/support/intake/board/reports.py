"""Reports of the search in memory."""

from services.intake.board.model import SearchReport
from services.intake.requests.model import RequestId
from tests.support.intake.state import Repository


class FakeSearchReports(Repository):
    """Reports in memory."""

    async def keep(self, request_id: RequestId, report: SearchReport) -> None:
        known = self.state.reports.get(request_id)
        is_newer = known is None or known.version < report.version
        if request_id in self.state.requests and is_newer:
            self.state.reports[request_id] = report
