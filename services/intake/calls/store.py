"""Calls in PostgreSQL; what is typed is sealed under the call's own key until it ends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.calls.model.call import Call, CallId, Ending, Kept, Step
from services.intake.requests.model import RequestId
from services.intake.requests.rows import subject_of
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresOpenCalls:
    """Implements the port `OpenCalls` of the room `callers`."""

    pool: Pool

    async def is_open(self, call_id: UUID, staff_id: StaffId) -> bool:
        """Ask for a call that has not ended."""
        found: bool = await self.pool.fetchval(SQL["is_call_open"], call_id, staff_id)
        return found


@dataclass(frozen=True, slots=True)
class PostgresCalls:
    """Implements the port `Calls`."""

    connection: Connection
    vault: Vault

    async def open(
        self, call_id: CallId, by: StaffId, direction: CallDirection, activation: Activation
    ) -> None:
        """Insert an empty one."""
        belongs = activation.id, activation.exercise
        await self.connection.execute(SQL["open_call"], call_id, by, direction, *belongs)

    async def read(self, call_id: CallId) -> Call | None:
        """Unseal what was typed."""
        return await self._one("read_call", call_id)

    async def lock(self, call_id: CallId) -> Call | None:
        """Read it and hold the row."""
        return await self._one("lock_call", call_id)

    async def going_on(self, limit: int) -> Sequence[Call]:
        """Read rows; nothing is unsealed."""
        rows = await self.connection.fetch(SQL["calls_going_on"], limit)
        return [_call(row, {}) for row in rows]

    async def left(self, age: timedelta, limit: int) -> Sequence[Call]:
        """Read and hold rows that nobody else holds."""
        rows = await self.connection.fetch(SQL["calls_left"], age, limit)
        return [_call(row, {}) for row in rows]

    async def keep(self, call_id: CallId, kept: Kept) -> None:
        """Seal all of it as one text."""
        clear = {"draft": json.dumps(dict(kept.fields))}
        sealed = await self.vault.seal(self.connection, _subject(call_id), clear)
        await self.connection.execute(
            SQL["keep_call"], call_id, sealed["draft"], kept.notice, kept.request_id
        )

    async def take_over(self, call_id: CallId, by: StaffId, former: StaffId) -> bool:
        """Win or lose by the condition of the update."""
        found = await self.connection.fetchval(SQL["take_call_over"], call_id, by, former)
        return found is not None

    async def end(self, call: Call, ending: Ending) -> int:
        """Erase the key of what was typed; what stays is sealed with the request, if any."""
        if call.version:
            await self.vault.erase(self.connection, _subject(call.id))
        record = None
        if ending.record:
            subject = (
                subject_of(ending.request_id) if ending.request_id else f"call_record/{call.id}"
            )
            clear = {"record": ending.record}
            record = (await self.vault.seal(self.connection, subject, clear))["record"]
        seconds: int = await self.connection.fetchval(
            SQL["end_call"],
            call.id,
            ending.outcome,
            ending.request_id,
            record,
            ending.ended_at,
            ending.notice,
        )
        return seconds

    async def note(self, call_id: CallId, by: StaffId, step: Step) -> None:
        """Append a row."""
        await self.connection.execute(SQL["note_call_step"], call_id, by, step)

    async def _one(self, query: str, call_id: CallId) -> Call | None:
        row = await self.connection.fetchrow(SQL[query], call_id)
        if row is None:
            return None
        if row["draft"] is None:
            return _call(row, {})
        sealed = {"draft": row["draft"]}
        clear = await self.vault.unseal(self.connection, _subject(call_id), sealed)
        return _call(row, json.loads(clear["draft"]))


def _subject(call_id: CallId) -> str:
    return f"call/{call_id}"


def _call(row: asyncpg.Record, fields: dict[str, str]) -> Call:
    return Call(
        id=CallId(row["id"]),
        staff_id=StaffId(row["staff_id"]),
        holder=row["holder"],
        direction=CallDirection(row["direction"]),
        activation=Activation(row["activation_id"], row["exercise"]),
        started_at=row["started_at"],
        changed_at=row["changed_at"],
        version=row["version"],
        fields=fields,
        notice=row["notice_version"],
        request_id=RequestId(row["request_id"]) if row["request_id"] else None,
        ended_at=row["ended_at"],
        outcome=CallOutcome(row["outcome"]) if row["outcome"] else None,
    )
