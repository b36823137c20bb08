"""Who is known and which calls are open, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.callers.model import Card, Counted, Like, Look, Subject
from services.intake.requests.model import Closure, RequestId, State
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.reserved import why_reserved
from shared.contracts.words import SERVICE_LINE_OF
from tests.support.intake.building import NOW
from tests.support.intake.state import FakeCallerSearches, FakeRequest, Repository

DAY = timedelta(hours=24)


class FakeCallers(Repository):
    """Cards in memory."""

    async def cards(self, likes: Sequence[Like]) -> Sequence[Card]:
        known = self.state.requests
        found = [(like, known[like.request_id]) for like in likes if like.request_id in known]
        return [_card(item, like) for like, item in found if _is_recognisable(item)]

    async def counted(self, staff_id: StaffId, call_id: UUID) -> Counted:
        since = self.state.now - DAY
        day = {
            call: kept
            for (call, who), kept in self.state.caller_searches.items()
            if who == staff_id and kept.began_at > since
        }
        mine = day.get(call_id, FakeCallerSearches(self.state.now))
        return Counted(
            sum(kept.searches for kept in day.values()),
            sum(len(kept.shown) for kept in day.values()),
            mine.searches,
            len(mine.shown),
        )

    async def note_search(
        self, staff_id: StaffId, call_id: UUID, shown: Sequence[RequestId]
    ) -> None:
        fresh = FakeCallerSearches(self.state.now)
        kept = self.state.caller_searches.setdefault((call_id, staff_id), fresh)
        kept.searches += 1
        kept.shown.update(shown)


@dataclass
class FakeCallerReader:
    """Knows whom a test puts there, and can be away."""

    known: dict[RequestId, Subject] = field(default_factory=dict)
    changes: list[RequestId] = field(default_factory=list)
    is_away: bool = False
    at: datetime = NOW
    begun: int = 0
    """How often somebody began to read everybody."""

    def put(self, *subjects: Subject) -> None:
        """Store somebody, or change them."""
        self.known.update({subject.request_id: subject for subject in subjects})
        self.changes.extend(subject.request_id for subject in subjects)

    def erase(self, request_id: RequestId) -> None:
        """Erase somebody."""
        del self.known[request_id]
        self.changes.append(request_id)

    async def look(self, since: Look | None) -> Look:
        if self.is_away:
            raise ConnectionError
        told = self.changes[int(since.snapshot) :] if since else []
        return Look(str(len(self.changes)), self.at, told)

    async def before(self, request_id: RequestId | None, limit: int) -> Sequence[RequestId]:
        self.begun += request_id is None
        ids = sorted(self.known, reverse=True)
        return [one for one in ids if request_id is None or one < request_id][:limit]

    async def subjects(self, request_ids: Sequence[RequestId]) -> Sequence[Subject]:
        return [self.known[one] for one in request_ids if one in self.known]


@dataclass
class FakeOpenCalls:
    """Implements `OpenCalls`: the calls that a test opened."""

    calls: set[tuple[UUID, StaffId]] = field(default_factory=set)

    async def is_open(self, call_id: UUID, staff_id: StaffId) -> bool:
        return (call_id, staff_id) in self.calls


def _is_recognisable(item: FakeRequest) -> bool:
    is_erased = not item.plea.reach_points and not item.plea.contact.first_name
    return not (
        is_erased
        or why_reserved(item.plea)
        or item.stored.state is State.ESCALATED
        or item.stored.closure is Closure.SET_ASIDE
    )


def _card(item: FakeRequest, like: Like) -> Card:
    stored = item.stored
    return Card(
        stored.id,
        stored.state,
        SERVICE_LINE_OF[stored.category],
        stored.created_at,
        stored.municipality,
        stored.activation.exercise,
        like.why,
        like.score,
    )
