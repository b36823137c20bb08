"""Who needs a person, in memory."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from services.intake.attention.model import Attention, AttentionId, AttentionReason
from tests.support.intake.state import FakeAttention, Repository


class FakeAttentions(Repository):
    """Who needs a person, in memory."""

    async def call_person(self, request_id: UUID, reason: AttentionReason) -> None:
        if reason not in {item.attention.reason for item in self._open(request_id)}:
            now = self.state.now
            called = Attention(AttentionId(uuid4()), request_id, reason, now, now)
            self.state.attentions[called.id] = FakeAttention(called)

    async def open_of(self, request_id: UUID) -> Sequence[Attention]:
        return [item.attention for item in self._open(request_id)]

    def _open(self, request_id: UUID) -> list[FakeAttention]:
        return [
            item
            for item in self.state.attentions.values()
            if item.attention.request_id == request_id and item.settled_as is None
        ]
