"""Who made which request, in memory."""

from datetime import datetime

from services.intake.partner_requests.model import Followed, Made, OrganisationId, Page
from services.intake.staff.model import StaffId
from tests.support.intake.state import Repository


class FakePartnerRequests(Repository):
    """Who made which request, in memory."""

    async def keep(self, made: Made) -> None:
        self.state.made_for_others.setdefault(made.request_id, (made, self.state.now))

    async def followed(self, organisation_id: OrganisationId, by: StaffId, most: int) -> Page:
        theirs = [
            each
            for each in self.state.made_for_others.values()
            if each[0].organisation_id == organisation_id
        ]
        theirs.sort(key=lambda each: each[1], reverse=True)
        return Page([self._seen(*each, by) for each in theirs[:most]], more=len(theirs) > most)

    def _seen(self, made: Made, at: datetime, by: StaffId) -> Followed:
        stored = self.state.requests[made.request_id].stored
        ended_at = self.state.now if stored.closure else None
        is_own = made.by == by
        return Followed(stored.reference, at, is_own, stored.state, stored.closure, ended_at)
