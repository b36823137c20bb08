"""The board, read off the fake store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.intake.board.model import BoardLine
from services.intake.requests.model import RequestId, State
from services.intake.wishes.model import SentWish
from shared.contracts.words import Urgency
from tests.support.alike import alike
from tests.support.intake.fakes import FakeStore
from tests.support.intake.state import FakeRequest


@dataclass(frozen=True)
class FakeBoardReader:
    """Reads the board off the fake store."""

    store: FakeStore

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        hidden = State.CLOSED, State.ASSIGNED, State.HELD, State.ESCALATED
        shown = [
            item for item in self.store.state.requests.values() if item.stored.state not in hidden
        ]
        return sorted(map(self._line, shown), key=_rank)[:limit]

    async def counts(self) -> Mapping[State, int]:
        return Counter(item.stored.state for item in self.store.state.requests.values())

    def _line(self, item: FakeRequest) -> BoardLine:
        stored = item.stored
        shown = stored.state is State.UNMATCHED
        return alike(
            BoardLine,
            stored,
            postal_code=item.plea.postal_code,
            waiting=self.store.state.now - stored.created_at,
            unmatched=item.progress.unmatched if shown else None,
            report=self.store.state.reports.get(stored.id),
            wishes=self._wishes(stored.id),
            flags=item.flags,
        )

    def _wishes(self, request_id: RequestId) -> Sequence[SentWish]:
        newest = reversed(self.store.state.wishes)
        mine = [item for item in newest if item.wish.request_id == request_id]
        shown = sorted(mine, key=lambda item: item.answer is not None)[:3]
        return [
            SentWish(getattr(item.wish, "volunteer_number", None), item.answer) for item in shown
        ]


def _rank(line: BoardLine) -> tuple[bool, int, timedelta]:
    urgencies = list(Urgency)
    return line.state is not State.UNMATCHED, urgencies.index(line.urgency), -line.waiting
