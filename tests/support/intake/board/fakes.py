"""The board, read off the fake store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import timedelta

from services.intake.board.model import NEW, BoardLine, Group, Look, PlaceCount, Since, Wanted
from services.intake.board.rules.usual import UsualWaits
from services.intake.board.rules.wanted import fits, position_of
from services.intake.requests.model import RequestId, State
from services.intake.wishes.model import SentWish
from shared.contracts.words import Category, Urgency
from tests.support.alike import alike
from tests.support.intake.acts.fakes import besides
from tests.support.intake.fakes import FakeStore
from tests.support.intake.state import FakeRequest
from tests.support.intake.wishes.fakes import sent_wish


@dataclass(frozen=True)
class FakeBoardReader:
    """Reads the board off the fake store."""

    store: FakeStore
    helped: dict[tuple[Category, Urgency | None], tuple[int, timedelta]] = field(
        default_factory=dict
    )
    """How many were helped lately, and after what time."""
    looks: list[dict[RequestId, BoardLine]] = field(default_factory=list)
    """What was seen at each look, for the next to tell what changed."""

    async def lines(self, wanted: Wanted, limit: int) -> Sequence[BoardLine]:
        lines = [self._line(item) for item in self.store.state.requests.values()]
        shown = sorted(
            (line for line in lines if fits(line, wanted)),
            key=lambda line: _place(line, wanted),
            reverse=wanted.group is Group.CLOSED,
        )
        return [line for line in shown if _is_after(line, wanted)][:limit]

    async def lines_of(self, request_ids: Sequence[RequestId]) -> Sequence[BoardLine]:
        known = self.store.state.requests
        return [self._line(known[each]) for each in request_ids if each in known]

    async def look(self, since: Since | None) -> Look:
        known = self.store.state.requests
        now = {key: replace(self._line(item), waiting=timedelta()) for key, item in known.items()}
        self.looks.append(now)
        number = len(self.looks)
        here = Since(self.store.state.now, f"{number}:{number}:")
        if since is None:
            return Look(here, {})
        before = self.looks[int(since.snapshot.split(":")[0]) - 1]
        changed = {key: _was(before.get(key), line) for key, line in now.items()}
        return Look(here, {key: was for key, was in changed.items() if now[key] != before.get(key)})

    async def counts(self) -> Mapping[State, int]:
        return Counter(item.stored.state for item in self.store.state.requests.values())

    async def closed_today(self) -> int:
        return (await self.counts()).get(State.CLOSED, 0)

    async def places(self, wanted: Wanted) -> Sequence[PlaceCount]:
        lines = await self.lines(replace(wanted, place=None, after=None), 1000)
        counted = Counter((line.municipality, line.postal_code) for line in lines)
        return [PlaceCount(*place, count) for place, count in counted.items()]

    async def usual_waits(self, enough: int) -> UsualWaits:
        return {key: wait for key, (count, wait) in self.helped.items() if count >= enough}

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
            changed_at=self.store.state.now,
            flags=item.flags,
            linked=besides(self.store.state, stored.id, open_only=True),
        )

    def _wishes(self, request_id: RequestId) -> Sequence[SentWish]:
        newest = reversed(self.store.state.wishes)
        mine = [item for item in newest if item.wish.request_id == request_id]
        return list(map(sent_wish, sorted(mine, key=lambda item: item.answer is not None)[:3]))


def _place(line: BoardLine, wanted: Wanted) -> tuple[object, ...]:
    return astuple(position_of(line, wanted.group))


def _is_after(line: BoardLine, wanted: Wanted) -> bool:
    if wanted.after is None:
        return True
    mine, last = _place(line, wanted), astuple(wanted.after)
    return mine < last if wanted.group is Group.CLOSED else mine > last


def _was(before: BoardLine | None, now: BoardLine) -> str | None:
    if before is None:
        return NEW
    return before.state if before.state is not now.state else None
