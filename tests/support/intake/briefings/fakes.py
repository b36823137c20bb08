"""Letters of mornings in memory."""

from datetime import date, datetime

from services.intake.briefings.model import Briefing, Promised, Waiting
from services.intake.requests.model import State
from tests.support.intake.state import FakeRequest, Repository

_NOT_LISTED = frozenset({State.CLOSED, State.ASSIGNED, State.HELD, State.ESCALATED})


class FakeBriefings(Repository):
    """Letters of mornings in memory; of no call-back."""

    async def begin(self, day: date) -> bool:
        is_first = day not in self.state.briefings
        self.state.briefings.add(day)
        return is_first

    async def read(self, until: datetime, limit: int) -> Briefing:
        found = [
            each for each in self.state.requests.values() if each.stored.state not in _NOT_LISTED
        ]
        oldest = sorted(found, key=lambda each: each.stored.created_at)
        owed = [
            Promised(promise.heard_by, of)
            for of, promise in self.state.promises.items()
            if promise.heard_by < until
        ]
        first = sorted(owed, key=lambda each: each.at)
        return Briefing([*map(self._waiting, oldest[:limit])], first[:limit], len(owed))

    def _waiting(self, item: FakeRequest) -> Waiting:
        stored, notice = item.stored, item.progress.unmatched
        is_stuck = notice is not None and stored.state is State.UNMATCHED
        waited = self.state.now - stored.created_at
        return Waiting(
            stored.id, waited, stored.state, notice.reason if notice and is_stuck else ""
        )
