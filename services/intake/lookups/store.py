"""Lookups on PostgreSQL, and who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.lookups.model import Alarm, AlarmId, Look
from services.intake.requests.model import Request, RequestId
from services.intake.requests.rows import request_of
from services.intake.staff.model import StaffId
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresLookups:
    """Implements the port `Lookups`."""

    connection: Connection

    async def hold(self, staff_id: StaffId) -> None:
        """Lock until the end of the transaction."""
        await self.connection.execute(SQL["hold_staff"], str(staff_id))

    async def searches(self, staff_id: StaffId) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["count_searches"], staff_id))

    async def looks(self, staff_id: StaffId) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["count_looks"], staff_id))

    async def by_reference(self, reference: str) -> Sequence[Request]:
        """Read one row or none."""
        rows = await self.connection.fetch(SQL["find_by_reference"], reference)
        return [request_of(row) for row in rows]

    async def by_mark(self, mark: str, limit: int) -> Sequence[Request]:
        """Read by the index of marks."""
        rows = await self.connection.fetch(SQL["find_by_mark"], mark, limit)
        return [request_of(row) for row in rows]

    async def by_ids(self, request_ids: Sequence[RequestId], limit: int) -> Sequence[Request]:
        """Read by id."""
        rows = await self.connection.fetch(SQL["find_by_ids"], request_ids, limit)
        return [request_of(row) for row in rows]

    async def note_search(self, staff_id: StaffId, mark: str | None, found: int) -> None:
        """Insert an audit row."""
        await self.connection.execute(SQL["note_search"], staff_id, mark, found)

    async def raise_alarm(self, alarm_id: AlarmId, staff_id: StaffId) -> bool:
        """Insert unless one waits."""
        return await self.connection.fetchval(SQL["raise_alarm"], alarm_id, staff_id) is not None

    async def settle_alarm(self, alarm_id: AlarmId, by: StaffId) -> None:
        """Update once."""
        await self.connection.execute(SQL["settle_alarm"], alarm_id, by)


@dataclass(frozen=True, slots=True)
class PostgresLookReader:
    """Implements the port `LookReader`."""

    pool: Pool

    async def looks_at(self, reference: str, limit: int) -> Sequence[Look]:
        """Read by the reference; what was noted without one, by the id of the request."""
        noted = await self.pool.fetch(SQL["looks_at_reference"], reference, limit)
        request_id = await self.pool.fetchval(SQL["id_of_reference"], reference)
        earlier = await self._of([request_id], limit) if request_id else []
        looks = [*map(_look_of, noted), *(look for look in earlier if look.reference is None)]
        return sorted(looks, key=lambda look: look.at, reverse=True)[:limit]

    async def looks_at_mark(self, mark: str, limit: int) -> Sequence[Look]:
        """Read by the requests of the person."""
        rows = await self.pool.fetch(SQL["ids_of_mark"], mark)
        return await self._of([row["request_id"] for row in rows], limit)

    async def looks_at_id(self, request_id: UUID, limit: int) -> Sequence[Look]:
        """Read by the id."""
        return await self._of([request_id], limit)

    async def looks_by(self, staff_name: str, limit: int) -> Sequence[Look]:
        """Read by the name of the account."""
        rows = await self.pool.fetch(SQL["looks_by_staff"], staff_name, limit)
        return [_look_of(row) for row in rows]

    async def alarms(self) -> Sequence[Alarm]:
        """Read those that wait."""
        rows = await self.pool.fetch(SQL["alarms"])
        return [
            Alarm(AlarmId(row["id"]), StaffId(row["staff_id"]), row["staff_name"], row["raised_at"])
            for row in rows
        ]

    async def _of(self, request_ids: Sequence[UUID], limit: int) -> list[Look]:
        rows = await self.pool.fetch(SQL["looks_at_requests"], request_ids, limit)
        return [_look_of(row) for row in rows]


def _look_of(row: asyncpg.Record) -> Look:
    return Look(**row)
