"""Missed calls in PostgreSQL; a number is sealed under a key of its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.call_backs.rows import ringing_of
from services.intake.call_backs.rules import Follows, what_follows
from services.intake.calls.model.call import Call, Ending
from services.intake.missed_calls.model import Caller, Kind, MissedCall, MissedCallId, News, Rang
from services.intake.missed_calls.rules import heard_from, known_as
from shared.contracts.call_words import CallDirection
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.pseudonyms import SUBJECT, Pseudonyms
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresMissedCalls:
    """Implements the port `MissedCalls`."""

    connection: Connection
    vault: Vault

    async def told(self, notice: str, *, is_missed: bool) -> News:
        """Insert, or turn what rang into what was missed."""
        if await self.connection.fetchval(SQL["note_phone_notice"], notice, is_missed):
            return News.RANG
        if is_missed and await self.connection.fetchval(SQL["turn_phone_notice"], notice):
            return News.TURNED
        return News.NONE

    async def note(self, new_id: MissedCallId, rang: Rang, rings: timedelta) -> None:
        """Count at the line that is open, or open one; whoever did so meanwhile is found again."""
        while not await self._counted(rang, rings):
            values = (rang.who, rang.caller.kind, rang.at, rang.line, rang.is_missed)
            if await self.connection.fetchval(SQL["add_missed_call"], new_id, *values):
                await self._keep_number(new_id, rang.caller.number)
                return

    async def lock(self, missed_id: MissedCallId) -> MissedCall | None:
        """Hold the row, then read it with the call as it stands after whoever held it before."""
        if not await self.connection.fetchval(SQL["hold_missed_call"], missed_id):
            return None
        row = await self.connection.fetchrow(SQL["read_missed_call"], missed_id)
        assert row is not None, "it is held"  # noqa: S101  # by the statement before
        if row["number"] is None:
            return _missed_call(row, "")
        sealed = {"number": row["number"]}
        clear = await self.vault.unseal(self.connection, _subject(missed_id), sealed)
        return _missed_call(row, clear["number"])

    async def take(self, missed_id: MissedCallId, call_id: UUID) -> None:
        """Update the row."""
        await self.connection.execute(SQL["take_missed_call"], missed_id, call_id)

    async def close(self, missed_id: MissedCallId) -> None:
        """Empty the number, and erase its key."""
        kind = await self.connection.fetchval(SQL["close_missed_call"], missed_id)
        if kind == Kind.NUMBER:
            await self.vault.erase(self.connection, _subject(missed_id))

    async def waiting(self, rings: timedelta, limit: int) -> Sequence[MissedCall]:
        """Read rows; nothing is unsealed."""
        rows = await self.connection.fetch(SQL["missed_calls_waiting"], rings, limit)
        return [_missed_call(row, "") for row in rows]

    async def follow(self, call: Call, ending: Ending) -> None:
        """Close what this call answered, if it does still; who was not reached is tried again."""
        taken = await self.connection.fetchval(SQL["missed_call_of_call"], call.id)
        follows = what_follows(ending)
        was_rung_back = call.direction is CallDirection.OUTBOUND
        if taken and was_rung_back and follows is Follows.UNREACHED:
            await self.connection.execute(SQL["try_missed_call_again"], taken)
        elif taken and follows is not Follows.NOTHING:
            await self.close(MissedCallId(taken))
        await self._hear(heard_from(call.fields, ending.outcome))

    async def _hear(self, callers: Sequence[Caller]) -> None:
        """Derive the installation's key by this transaction: no second place is needed."""
        if callers:
            key = await self.vault.derive_key(self.connection, SUBJECT, "pseudonyms")
            known = [Pseudonyms(key).of(*known_as(each)) for each in callers]
            await self.connection.execute(SQL["hear_missed_calls"], known)

    async def _counted(self, rang: Rang, rings: timedelta) -> bool:
        values = (rang.who, rang.at, rang.line, rang.is_missed, rang.is_another, rings)
        found = await self.connection.fetchval(SQL["count_missed_call"], *values)
        return found is not None

    async def _keep_number(self, missed_id: MissedCallId, number: str) -> None:
        if number:
            clear = {"number": number}
            sealed = await self.vault.seal(self.connection, _subject(missed_id), clear)
            await self.connection.execute(SQL["keep_number"], missed_id, sealed["number"])


def _subject(missed_id: UUID) -> str:
    return f"missed_call/{missed_id}"


def _missed_call(row: asyncpg.Record, number: str) -> MissedCall:
    return MissedCall(
        id=MissedCallId(row["id"]),
        kind=Kind(row["kind"]),
        rang_at=row["rang_at"],
        times=row["times"],
        is_missed=row["is_missed"],
        line=row["line"],
        attempts=row["attempts"],
        ringing=ringing_of(row),
        number=number,
        heard_at=row["heard_at"],
    )
