"""Links to contact data in memory."""

from dataclasses import replace
from datetime import datetime

from services.intake.contact_access.model import ContactLink, View
from services.intake.requests.model import Closure, MatchId, ProposalState, RequestId
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.reserved import why_reserved
from tests.support.intake.requests.fakes import FakeRequests
from tests.support.intake.state import FakeLink, FakeLook, FakeRequest, Repository


class FakeContacts(Repository):
    """Links in memory."""

    async def keep_link(self, link: ContactLink, token_hash: str, expires_at: datetime) -> None:
        self.state.contact_links.setdefault(token_hash, FakeLink(link, expires_at))

    async def link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        found = self.state.contact_links.get(token_hash)
        if found is None:
            return None
        request = self.state.requests[found.link.request_id]
        match_id = found.link.match_id
        assignment = await FakeRequests(self.state).assignment(found.link.request_id)
        known = request.progress.proposals.get(match_id)
        return replace(
            found.link,
            used=found.browser_hash is not None,
            expired=found.expires_at <= self.state.now,
            assigned=assignment is not None and assignment.match_id == match_id,
            over=_ended(request, known.state if known else ProposalState.OPEN),
            bound=browser_hash in self._browsers(match_id),
        )

    async def use_link(self, token_hash: str, browser_hash: str) -> bool:
        found = self.state.contact_links[token_hash]
        if found.browser_hash is not None or found.expires_at <= self.state.now:
            return False
        found.browser_hash = browser_hash
        return True

    async def note_view(self, link: ContactLink) -> None:
        self.state.views.append(link)

    async def note_look(self, request_id: RequestId, staff_id: StaffId, reason: str) -> None:
        self.state.looks.append(FakeLook(request_id, staff_id, reason, self.state.now))

    def _browsers(self, match_id: MatchId) -> set[str | None]:
        links = self.state.contact_links.values()
        return {item.browser_hash for item in links if item.link.match_id == match_id}


def _ended(request: FakeRequest, match: ProposalState) -> View | None:
    if request.stored.closure is Closure.CANCELLED:
        return View.CANCELLED
    if match is ProposalState.COMPLETED:
        return View.COMPLETED
    is_live = match in {ProposalState.OPEN, ProposalState.ACCEPTED}
    is_over = request.stored.closure is not None or why_reserved(request.plea) or not is_live
    return View.CLOSED if is_over else None
