"""Calls in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.intake.calls.model.call import Call, CallId, Ending, Kept, Step
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.contracts.call_words import CallDirection
from tests.support.intake.state import FakeCall, Repository


class FakeCalls(Repository):
    """Calls in memory."""

    async def open(
        self, call_id: CallId, by: StaffId, direction: CallDirection, activation: Activation
    ) -> None:
        now = self.state.now
        call = Call(call_id, by, self._name(by), direction, activation, now, now)
        self.state.calls[call_id] = FakeCall(call)

    async def read(self, call_id: CallId) -> Call | None:
        return self.state.calls[call_id].call if call_id in self.state.calls else None

    async def lock(self, call_id: CallId) -> Call | None:
        return await self.read(call_id)

    async def going_on(self, limit: int) -> Sequence[Call]:
        found = sorted(self._open(), key=lambda call: call.changed_at, reverse=True)
        return [replace(call, fields={}) for call in found[:limit]]

    async def left(self, age: timedelta, limit: int) -> Sequence[Call]:
        old = (call for call in self._open() if call.changed_at < self.state.now - age)
        found = sorted(old, key=lambda call: call.changed_at)
        return [replace(call, fields={}) for call in found[:limit]]

    async def keep(self, call_id: CallId, kept: Kept) -> None:
        item = self.state.calls[call_id]
        item.call = replace(
            item.call,
            fields=dict(kept.fields),
            version=item.call.version + 1,
            changed_at=self.state.now,
            notice=item.call.notice or kept.notice,
            request_id=item.call.request_id or kept.request_id,
        )

    async def take_over(self, call_id: CallId, by: StaffId, former: StaffId) -> bool:
        item = self.state.calls[call_id]
        if item.call.staff_id != former or item.call.ended_at is not None:
            return False
        version, holder = item.call.version + 1, self._name(by)
        item.call = replace(
            item.call, staff_id=by, holder=holder, version=version, changed_at=self.state.now
        )
        return True

    async def end(self, call: Call, ending: Ending) -> int:
        item, ended_at = self.state.calls[call.id], ending.ended_at or self.state.now
        assert item.call.ended_at is None, "it ends once"
        item.call = replace(
            item.call,
            fields={},
            ended_at=ended_at,
            outcome=ending.outcome,
            request_id=ending.request_id,
            notice=item.call.notice or ending.notice,
        )
        item.record = ending.record
        return round((ended_at - call.started_at).total_seconds())

    async def note(self, call_id: CallId, by: StaffId, step: Step) -> None:
        self.state.call_steps.append((call_id, by, step))

    def _open(self) -> list[Call]:
        every = [item.call for item in self.state.calls.values()]
        return [call for call in every if call.ended_at is None]

    def _name(self, staff_id: StaffId) -> str:
        return next((one.name for one in self.state.staff.values() if one.id == staff_id), "")
