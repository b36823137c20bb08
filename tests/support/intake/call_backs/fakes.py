"""Call-backs in memory."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.intake.call_backs.model import CallBack, CallBackId, Ringing
from services.intake.call_backs.rules import Follows, spoken_by, what_follows
from services.intake.calls.model.call import Again, Call, CallId, Ending
from tests.support.intake.state import FakeCallBack, Repository


class FakeCallBacks(Repository):
    """Call-backs in memory."""

    async def follow(self, call: Call, ending: Ending) -> None:
        owed = next((one for one in self._owed() if one.call_id == call.id), None)
        follows, again = what_follows(ending), ending.again
        if follows is Follows.PROMISED and again:
            self._agree(call, ending, again)
        if owed and follows is Follows.UNREACHED and again:
            attempts = owed.call_back.attempts + 1
            owed.call_back = replace(owed.call_back, due_at=again.due_at, attempts=attempts)
            owed.call_id = None
        elif owed and follows is not Follows.NOTHING:
            await self.close(owed.call_back.id)

    async def lock(self, call_back_id: CallBackId) -> CallBack | None:
        item = self.state.call_backs.get(call_back_id)
        if item is None or item.is_closed:
            return None
        return replace(self._seen(item), fields=item.call_back.fields)

    async def take(self, call_back_id: CallBackId, call_id: UUID) -> None:
        self.state.call_backs[call_back_id].call_id = CallId(call_id)

    async def close(self, call_back_id: CallBackId) -> None:
        item = self.state.call_backs[call_back_id]
        item.is_closed, item.call_back = True, replace(item.call_back, fields={})

    async def waiting(self, limit: int) -> Sequence[CallBack]:
        found = sorted(self._owed(), key=lambda item: item.call_back.due_at)
        return [self._seen(item) for item in found[:limit]]

    def _agree(self, call: Call, ending: Ending, again: Again) -> None:
        made = CallBack(
            CallBackId(call.id),
            again.due_at,
            spoken_by(again),
            call.activation,
            fields=dict(again.fields),
        )
        self.state.call_backs[made.id] = FakeCallBack(made, ending.request_id)

    def _owed(self) -> list[FakeCallBack]:
        return [item for item in self.state.call_backs.values() if not item.is_closed]

    def _seen(self, item: FakeCallBack) -> CallBack:
        """Give one without what is known of anybody, with the call as it stands."""
        ringing = None
        if item.call_id:
            call = self.state.calls[item.call_id].call
            is_over = call.ended_at is not None
            ringing = Ringing(call.id, call.holder, call.changed_at, is_over)
        return replace(item.call_back, ringing=ringing, fields={})
