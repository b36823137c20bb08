"""Missed calls in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from services.intake.call_backs.model import Ringing
from services.intake.call_backs.rules import Follows, what_follows
from services.intake.calls.model.call import Call, CallId, Ending
from services.intake.missed_calls.model import (
    MissedCall,
    MissedCallId,
    News,
    Rang,
    Returned,
    Unanswered,
)
from services.intake.missed_calls.rules import got_through, heard_from, known_as
from shared.contracts.call_words import CallDirection
from tests.support.intake.state import FakeMissedCall, FakeUnanswered, Repository
from tests.support.pseudonyms import PSEUDONYMS


class FakeMissedCalls(Repository):
    """Missed calls in memory."""

    async def told(self, notice: str, *, is_missed: bool) -> News:
        known = self.state.phone_notices
        if notice not in known:
            known[notice] = is_missed
            return News.RANG
        if not is_missed or known[notice]:
            return News.NONE
        known[notice] = True
        return News.TURNED

    async def note(self, new_id: MissedCallId, rang: Rang, rings: timedelta) -> MissedCallId:
        item = next((one for one in self._open() if one.who == rang.who), None)
        if item is None:
            caller = rang.caller
            made = MissedCall(new_id, caller.kind, rang.at, 1, rang.is_missed, rang.line)
            made = replace(made, number=caller.number)
            self.state.missed_calls[new_id] = FakeMissedCall(made, rang.who)
            return new_id
        missed = item.missed
        is_counted = missed.is_missed or missed.rang_at > self.state.now - rings
        times = (missed.times + 1 if is_counted else 1) if rang.is_another else missed.times
        item.missed = replace(
            missed,
            rang_at=max(missed.rang_at, rang.at),
            line=rang.line or missed.line,
            is_missed=missed.is_missed or rang.is_missed,
            times=times,
            heard_at=None if rang.is_another else missed.heard_at,
        )
        return missed.id

    async def count(self, missed_id: MissedCallId, unanswered: Unanswered) -> None:
        self.state.unanswered.append(FakeUnanswered(unanswered, missed_id))

    async def lock(self, missed_id: MissedCallId) -> MissedCall | None:
        item = self.state.missed_calls.get(missed_id)
        if item is None or item.is_closed:
            return None
        return replace(self._seen(item), number=item.missed.number)

    async def take(self, missed_id: MissedCallId, call_id: UUID) -> None:
        self.state.missed_calls[missed_id].call_id = CallId(call_id)

    async def close(self, missed_id: MissedCallId) -> None:
        item = self.state.missed_calls[missed_id]
        item.is_closed, item.missed = True, replace(item.missed, number="")
        for each in self._unanswered(missed_id):
            each.line = None

    async def waiting(self, rings: timedelta, limit: int) -> Sequence[MissedCall]:
        since = self.state.now - rings
        seen = [one for one in self._open() if one.missed.is_missed or one.missed.rang_at > since]
        found = sorted(seen, key=lambda one: (one.missed.is_missed, one.missed.rang_at))
        return [self._seen(item) for item in found[:limit]]

    async def follow(self, call: Call, ending: Ending) -> Sequence[Returned]:
        back = await self._go_on(call, ending)
        known = {PSEUDONYMS.of(*known_as(one)) for one in heard_from(call.fields, ending.outcome)}
        for each in self._open():
            if each.who in known:
                each.missed = replace(each.missed, heard_at=self.state.now)
                back += self._return(each.missed.id)
        return back

    async def _go_on(self, call: Call, ending: Ending) -> list[Returned]:
        item = next((one for one in self._open() if one.call_id == call.id), None)
        follows = what_follows(ending)
        if item is None or follows is Follows.NOTHING:
            return []
        if follows is Follows.UNREACHED and call.direction is CallDirection.OUTBOUND:
            attempts = item.missed.attempts + 1
            item.missed = replace(item.missed, attempts=attempts, is_missed=True)
            item.call_id = None
            return []
        back = self._return(item.missed.id) if got_through(ending.outcome) else []
        await self.close(item.missed.id)
        return back

    def _return(self, missed_id: MissedCallId) -> list[Returned]:
        back = [each for each in self._unanswered(missed_id) if not each.is_returned]
        for each in back:
            each.is_returned = True
        return [Returned(each.call.id, each.call.activation) for each in back]

    def _unanswered(self, missed_id: MissedCallId) -> list[FakeUnanswered]:
        return [each for each in self.state.unanswered if each.line == missed_id]

    def _open(self) -> list[FakeMissedCall]:
        return [item for item in self.state.missed_calls.values() if not item.is_closed]

    def _seen(self, item: FakeMissedCall) -> MissedCall:
        ringing = None
        if item.call_id:
            call = self.state.calls[item.call_id].call
            ringing = Ringing(call.id, call.holder, call.changed_at, call.ended_at is not None)
        return replace(item.missed, ringing=ringing, number="")
