"""Call-backs in PostgreSQL; whom to ring is sealed with the request, or under a key of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.call_backs.model import CallBack, CallBackId
from services.intake.call_backs.rows import ringing_of
from services.intake.call_backs.rules import Follows, spoken_by, what_follows
from services.intake.calls.model.call import Again, Call, Ending
from services.intake.requests.model import RequestId
from services.intake.requests.rows import subject_of
from shared.activation import Activation
from shared.contracts.words import Language
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresCallBacks:
    """Implements the port `CallBacks`."""

    connection: Connection
    vault: Vault

    async def follow(self, call: Call, ending: Ending) -> None:
        """Go on with what this call rang for, if it does still; keep what was promised in it."""
        owed = await self.connection.fetchval(SQL["call_back_of_call"], call.id)
        follows, again = what_follows(ending), ending.again
        if follows is Follows.PROMISED and again:
            await self._agree(call, ending, again)
        if owed and follows is Follows.UNREACHED and again:
            await self.connection.execute(SQL["try_call_back_again"], owed, again.due_at)
        elif owed and follows is not Follows.NOTHING:
            await self.close(CallBackId(owed))

    async def lock(self, call_back_id: CallBackId) -> CallBack | None:
        """Hold the row, then read it with the call as it stands after whoever held it before."""
        if not await self.connection.fetchval(SQL["hold_call_back"], call_back_id):
            return None
        row = await self.connection.fetchrow(SQL["read_call_back"], call_back_id)
        assert row is not None, "it is held"  # noqa: S101  # by the statement before
        try:
            clear = await self.vault.unseal(
                self.connection, _subject(row["id"], row["request_id"]), {"whom": row["whom"]}
            )
        except ErasedError:
            return _call_back(row, {})
        return _call_back(row, json.loads(clear["whom"]))

    async def take(self, call_back_id: CallBackId, call_id: UUID) -> None:
        """Update the row."""
        await self.connection.execute(SQL["take_call_back"], call_back_id, call_id)

    async def close(self, call_back_id: CallBackId) -> None:
        """Empty what is sealed, and erase its key where no request has it."""
        request_id = await self.connection.fetchval(SQL["close_call_back"], call_back_id)
        if request_id is None:
            await self.vault.erase(self.connection, _subject(call_back_id, None))

    async def waiting(self, limit: int) -> Sequence[CallBack]:
        """Read rows; nothing is unsealed."""
        rows = await self.connection.fetch(SQL["call_backs_waiting"], limit)
        return [_call_back(row, {}) for row in rows]

    async def _agree(self, call: Call, ending: Ending, again: Again) -> None:
        clear = {"whom": json.dumps(dict(again.fields))}
        subject = _subject(call.id, ending.request_id)
        sealed = await self.vault.seal(self.connection, subject, clear)
        await self.connection.execute(
            SQL["agree_on_call_back"],
            *(call.id, ending.request_id, spoken_by(again), sealed["whom"], again.due_at),
            *(call.activation.id, call.activation.exercise),
        )


def _subject(call_back_id: UUID, request_id: UUID | None) -> str:
    return subject_of(RequestId(request_id)) if request_id else f"call_back/{call_back_id}"


def _call_back(row: asyncpg.Record, fields: dict[str, str]) -> CallBack:
    return CallBack(
        id=CallBackId(row["id"]),
        due_at=row["due_at"],
        language=Language(row["language"]),
        activation=Activation(row["activation_id"], row["exercise"]),
        attempts=row["attempts"],
        ringing=ringing_of(row),
        fields=fields,
    )
