"""Needs in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.ports import UnheardNeedError
from shared.activation import Activation
from shared.contracts.ask_words import SoftLimit
from shared.contracts.words import Urgency
from tests.support.matching.state import FakeState, Repository, Stateful

WAITING = {NeedState.OPEN, NeedState.PROPOSED, NeedState.UNMATCHED}
MINUTE = timedelta(minutes=1)
KEPT = ("state", "reason", "version", "standing_number", "cause", "is_late", "widened")
"""What of a need stays as it was when its facts are told anew."""


class FakeNeeds(Repository):
    """Needs in memory."""

    async def add(self, needs: Sequence[Need]) -> None:
        for need in needs:
            if need.request_id not in self.state.needs:
                self.state.needs[need.request_id] = need
                self.state.heard_at[need.request_id] = self.state.now
                self.state.look_at[need.request_id] = self.state.now

    async def end(self, request_id: RequestId, activation: Activation, version: int) -> Need | None:
        del activation  # no fake row without details says it
        need = self.state.needs.setdefault(request_id, None)
        if need is None or need.request_version > version:
            return None
        ended = replace(need, state=NeedState.CLOSED, reason=None, request_version=version)
        await self.save(ended)
        return need

    async def renew(self, need: Need) -> None:
        known = self.state.needs[need.request_id]
        version = self.state.buried.get(need.request_id, 0)
        before = known or replace(need, state=NeedState.CLOSED, version=version)
        kept = {name: getattr(before, name) for name in KEPT}
        self.state.needs[need.request_id] = replace(need, **kept)

    async def read(self, request_id: RequestId) -> Need:
        found = self.state.needs.get(request_id)
        if found is None:
            raise LookupError
        return found

    async def lock(self, request_id: RequestId) -> Need:
        return await self.read(request_id)

    async def lock_heard(self, request_id: RequestId) -> Need | None:
        if request_id not in self.state.needs:
            raise UnheardNeedError
        return self.state.needs[request_id]

    async def count_event(self, request_id: RequestId) -> int:
        known = self.state.needs[request_id]
        if known is None:
            self.state.buried[request_id] = self.state.buried.get(request_id, 0) + 1
            return self.state.buried[request_id]
        self.state.needs[request_id] = replace(known, version=known.version + 1)
        return known.version + 1

    async def save(self, need: Need, look_again: timedelta | None = None) -> None:
        self.state.needs[need.request_id] = replace(need, cause=None)
        self.state.look_at.pop(need.request_id, None)
        if look_again is not None:
            self.state.look_at[need.request_id] = self.state.now + look_again
        if need.state in WAITING:
            self.state.report_at.setdefault(need.request_id, self.state.now + MINUTE)
        else:
            self.state.report_at.pop(need.request_id, None)

    async def save_all(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        for need, look_again in needs:
            await self.save(need, look_again)

    async def mark_late(self, need: Need) -> None:
        self.state.needs[need.request_id] = need
        self.state.report_at.setdefault(need.request_id, self.state.now + MINUTE)

    async def widen(self, need: Need, *, asks_silent: bool = False) -> None:
        request_id = need.request_id
        known = await self.read(request_id)
        self.state.needs[request_id] = replace(known, widened=need.widened)
        self.state.look_at[request_id] = self.state.now
        if asks_silent:
            self.state.silent_until[request_id] = self.state.now
        elif SoftLimit.SILENT not in need.widened:
            self.state.silent_until.pop(request_id, None)

    async def take(self, request_id: RequestId) -> Need | None:
        return self.state.needs.get(request_id)

    async def take_reports(self, request_ids: Sequence[RequestId]) -> Sequence[RequestId]:
        due = [each for each in _longest(self.state, self.state.report_at) if each in request_ids]
        for request_id in due:
            del self.state.report_at[request_id]
            known = await self.read(request_id)
            self.state.needs[request_id] = replace(known, version=known.version + 1)
        return due


@dataclass(frozen=True)
class FakeDueNeeds:
    """Reads the fake store."""

    store: Stateful

    async def looks(self, limit: int) -> Sequence[RequestId]:
        return _longest(self.store.state, self.store.state.look_at)[:limit]

    async def reports(self, limit: int) -> Sequence[RequestId]:
        return _longest(self.store.state, self.store.state.report_at)[:limit]

    async def late(self, patience: Mapping[Urgency, timedelta], limit: int) -> Sequence[RequestId]:
        state = self.store.state
        found = [
            each
            for each, need in state.needs.items()
            if need is not None
            and need.state in {NeedState.OPEN, NeedState.PROPOSED}
            and state.heard_at[each] + patience[need.urgency] <= state.now
        ]
        return sorted(found, key=lambda each: state.heard_at[each])[:limit]


def _longest(state: FakeState, times: Mapping[RequestId, datetime]) -> Sequence[RequestId]:
    due = [one for one, at in times.items() if at <= state.now]
    return sorted(due, key=lambda one: times[one])
