"""Needs: their state, their end, and when to look at them."""

from dataclasses import replace
from datetime import timedelta

from services.matching.domain.model import Need, RequestId, VolunteerId
from services.matching.domain.words import NeedState
from services.matching.store.connected import SQL, Connected
from services.matching.store.rows import need_of


class NeedRows(Connected):
    """Implements the port `NeedWork`."""

    async def add_need(self, need: Need) -> bool:
        """Insert once; the new row is this transaction's own."""
        added = await self.connection.fetchval(
            SQL["add_need"],
            need.request_id,
            need.state,
            need.service_line,
            need.category,
            need.urgency,
            need.municipality,
            need.postal_code,
            need.language,
            need.volunteer_allowed,
        )
        return added is not None

    async def end_need(self, request_id: RequestId) -> Need | None:
        """Leave a closed row where there is none; of two that race one waits for the other."""
        await self.connection.execute(SQL["bury_need"], request_id)
        row = await self.connection.fetchrow(SQL["lock_need"], request_id)
        need = need_of(row) if row else None
        if need is not None:
            await self.save_need(replace(need, state=NeedState.CLOSED, reason=None))
        return need

    async def need(self, request_id: RequestId) -> Need:
        """Read; a match always has one."""
        return await self._need("read_need", request_id)

    async def lock_need(self, request_id: RequestId) -> Need:
        """Read with its lock."""
        return await self._need("lock_need", request_id)

    async def save_need(self, need: Need, look_again: timedelta | None = None) -> None:
        """Update the row."""
        await self.connection.execute(
            SQL["save_need"], need.request_id, need.version, need.state, need.reason, look_again
        )

    async def take_need(self, request_id: RequestId) -> Need | None:
        """Skip what others hold."""
        row = await self.connection.fetchrow(SQL["take_need"], request_id)
        return need_of(row) if row else None

    async def take_due_need(self, request_id: RequestId) -> Need | None:
        """Skip what others hold or have looked at."""
        row = await self.connection.fetchrow(SQL["take_due_need"], request_id)
        return need_of(row) if row else None

    async def wake_needs(self, volunteer_id: VolunteerId, limit: int) -> int:
        """Set the time to look at some of them to now; a row that someone holds is skipped.

        Its holder chooses after us, and sees this volunteer free.
        """
        await self.connection.execute(SQL["choose_alone"])
        done = await self.connection.execute(SQL["wake_needs"], volunteer_id, limit)
        return int(done.rpartition(" ")[2])

    async def _need(self, statement: str, request_id: RequestId) -> Need:
        row = await self.connection.fetchrow(SQL[statement], request_id)
        need = need_of(row) if row else None
        if need is None:
            raise LookupError
        return need
