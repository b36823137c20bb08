"""Needs in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.matching.needs.model import Need, NeedState, RequestId
from shared.activation import Activation
from tests.support.matching.state import Repository


class FakeNeeds(Repository):
    """Needs in memory."""

    async def add(self, needs: Sequence[Need]) -> None:
        for need in needs:
            if need.request_id not in self.state.needs:
                self.state.needs[need.request_id] = need
                self.state.heard_at[need.request_id] = self.state.now
                self.state.look_at[need.request_id] = self.state.now

    async def end(self, request_id: RequestId, activation: Activation) -> Need | None:
        del activation  # no fake row without details says it
        need = self.state.needs.setdefault(request_id, None)
        if need is not None:
            await self.save(replace(need, state=NeedState.CLOSED, reason=None))
        return need

    async def read(self, request_id: RequestId) -> Need:
        found = self.state.needs.get(request_id)
        if found is None:
            raise LookupError
        return found

    async def lock(self, request_id: RequestId) -> Need:
        return await self.read(request_id)

    async def save(self, need: Need, look_again: timedelta | None = None) -> None:
        self.state.needs[need.request_id] = replace(need, cause=None)
        self.state.look_at.pop(need.request_id, None)
        if look_again is not None:
            self.state.look_at[need.request_id] = self.state.now + look_again

    async def save_all(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        for need, look_again in needs:
            await self.save(need, look_again)

    async def take(self, request_id: RequestId) -> Need | None:
        return self.state.needs.get(request_id)
