"""Links of requests in memory."""

from datetime import timedelta

from services.intake.request_links.model import Followed
from services.intake.requests.model import RequestId
from services.intake.requests.rules.promises import AWAITED
from services.intake.requests.rules.steps import Step, looked_along, step_of
from tests.support.intake.requests.fakes import FakeRequests
from tests.support.intake.state import Repository

HOUR = timedelta(hours=1)


class FakeRequestLinks(Repository):
    """Links in memory; all that happened, happened now."""

    async def followed(self, token_hash: str) -> Followed | None:
        found = self.state.relative_links.get(token_hash)
        if found is None:
            return None
        item = self.state.requests[found]
        stored = item.stored
        care = await FakeRequests(self.state).care(found)
        step = looked_along(step_of(stored.state, stored.closure, care, was_asked=False))
        has_helper = any(is_open for _, is_open in item.assignments)
        is_taken = care.is_taken if care.by_staff else has_helper
        promise = self.state.promises.get(found)
        return Followed(
            step=step,
            received_at=stored.created_at,
            taken_at=self.state.now if is_taken else None,
            done_at=self.state.now if step is Step.DONE else None,
            is_over=stored.closure is not None,
            heard_by=promise.heard_by if promise and stored.state in AWAITED else None,
        )

    async def relative_links(self, request_id: RequestId) -> int:
        return list(self.state.relative_links.values()).count(request_id)

    async def add_relative_link(self, request_id: RequestId, token_hash: str) -> None:
        self.state.relative_links[token_hash] = request_id

    async def revoke_relative_links(self, request_id: RequestId) -> None:
        links = self.state.relative_links
        self.state.relative_links = {key: to for key, to in links.items() if to != request_id}

    async def of_person(self, reference: str, mark: str) -> RequestId | None:
        for request_id, item in self.state.requests.items():
            stored = item.stored
            if stored.reference == reference and stored.version and mark in item.marks.values():
                return request_id
        return None
