"""Who needs a person, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from services.intake.attention.model import (
    LISTED_ONLY,
    STAYS,
    Attention,
    AttentionId,
    AttentionReason,
    Outcome,
)
from tests.support.intake.state import FakeAttention, Repository

PACE, AGAIN = timedelta(seconds=30), timedelta(minutes=10)
LATE = timedelta(minutes=15)
HOLD = timedelta(hours=2)


class FakeAttentions(Repository):
    """Who needs a person, in memory."""

    async def call_person(self, request_id: UUID, reason: AttentionReason) -> None:
        if reason not in {item.attention.reason for item in self._of(request_id)}:
            now = self.state.now
            called = Attention(AttentionId(uuid4()), request_id, reason, now, now)
            self.state.attentions[called.id] = FakeAttention(called)

    async def free_forgotten(self) -> Sequence[AttentionId]:
        since = self.state.now - HOLD
        old = [
            item
            for item in self._open(list(self.state.attentions))
            if item.taken_at is not None and item.taken_at <= since
        ]
        for item in old:
            item.told_at = item.told_again_at = item.taken_at = None
        return self._changed(old, lambda one: replace(one, taken_by=None))

    async def call_anew(self, request_id: UUID, reason: AttentionReason) -> None:
        for item in self._of(request_id):
            if item.attention.reason == reason:
                del self.state.attentions[item.attention.id]
        await self.call_person(request_id, reason)

    async def tell_due(self) -> Sequence[AttentionId]:
        now = self.state.now
        waiting = self._waiting(
            lambda item: (
                item.told_at is None
                and item.attention.due_at <= now
                and item.attention.reason not in LISTED_ONLY
            )
        )
        told = [item.told_at for item in self.state.attentions.values() if item.settled_as is None]
        if any(at is not None and at > now - PACE for at in told):
            return []
        for item in waiting:
            item.told_at = now
        return [item.attention.id for item in waiting]

    async def tell_again(self) -> Sequence[AttentionId]:
        now = self.state.now
        waiting = self._waiting(
            lambda item: (
                item.told_again_at is None
                and item.told_at is not None
                and item.told_at <= now - AGAIN
            )
        )
        for item in waiting:
            item.told_again_at = now
        return [item.attention.id for item in waiting]

    async def count(self) -> tuple[int, int]:
        every = self._open(list(self.state.attentions))
        due = [one.attention for one in every if one.attention.due_at <= self.state.now]
        waiting = {one.request_id for one in due}
        return len(waiting), len(self._waiting(self._is_unheeded))

    async def take(
        self, ids: Sequence[AttentionId], staff_id: UUID, former: UUID | None
    ) -> Sequence[AttentionId]:
        free = [item for item in self._open(ids) if item.attention.taken_by == former]
        for item in free:
            item.taken_at = self.state.now
        return self._changed(free, lambda one: replace(one, taken_by=staff_id))

    async def settle(
        self, ids: Sequence[AttentionId], staff_id: UUID, outcome: Outcome
    ) -> Sequence[AttentionId]:
        items = self._open(ids)
        for item in items:
            item.settled_as, item.settled_by = outcome, staff_id
        return [item.attention.id for item in items]

    async def call_off(self, request_id: UUID) -> None:
        for item in self._of(request_id):
            if item.attention.reason not in STAYS:
                item.settled_as = Outcome.CALLED_OFF

    async def put_off(self, ids: Sequence[AttentionId], wait: timedelta) -> Sequence[AttentionId]:
        items, due_at = self._open(ids), self.state.now + wait
        for item in items:
            item.told_at = item.told_again_at = item.taken_at = None
        return self._changed(items, lambda one: replace(one, due_at=due_at, taken_by=None))

    async def open_of(self, request_id: UUID) -> Sequence[Attention]:
        return [item.attention for item in self._of(request_id)]

    def _of(self, request_id: UUID) -> list[FakeAttention]:
        every = self._open(list(self.state.attentions))
        return [item for item in every if item.attention.request_id == request_id]

    def _open(self, ids: Sequence[AttentionId]) -> list[FakeAttention]:
        known = (self.state.attentions[one] for one in ids if one in self.state.attentions)
        return [item for item in known if item.settled_as is None]

    def _waiting(self, which: Callable[[FakeAttention], bool]) -> list[FakeAttention]:
        every = self._open(list(self.state.attentions))
        return [item for item in every if item.attention.taken_by is None and which(item)]

    def _is_unheeded(self, item: FakeAttention) -> bool:
        now = self.state.now
        if item.told_at is None:
            is_called_for = item.attention.reason not in LISTED_ONLY
            return is_called_for and item.attention.due_at <= now - LATE
        return item.told_again_at is not None and item.told_again_at <= now - AGAIN

    def _changed(
        self, items: Sequence[FakeAttention], change: Callable[[Attention], Attention]
    ) -> Sequence[AttentionId]:
        for item in items:
            item.attention = change(item.attention)
        return [item.attention.id for item in items]
