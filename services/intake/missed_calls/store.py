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
from services.intake.missed_calls.model import (
    Caller,
    Kind,
    MissedCall,
    MissedCallId,
    News,
    Rang,
    Returned,
    Unanswered,
    UnansweredId,
)
from services.intake.missed_calls.rules import got_through, heard_from, known_as
from shared.activation import Activation
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

    async def note(self, new_id: MissedCallId, rang: Rang, rings: timedelta) -> MissedCallId:
        """Count at the line that is open, or open one; whoever did so meanwhile is found again."""
        while (known := await self._counted(rang, rings)) is None:
            values = (rang.who, rang.caller.kind, rang.at, rang.line, rang.is_missed)
            if await self.connection.fetchval(SQL["add_missed_call"], new_id, *values):
                await self._keep_number(new_id, rang.caller.number)
                return new_id
        return known

    async def count(self, missed_id: MissedCallId, unanswered: Unanswered) -> None:
        """Insert the row."""
        activation = unanswered.activation
        await self.connection.execute(
            SQL["count_unanswered_call"],
            unanswered.id,
            missed_id,
            unanswered.rang_at,
            unanswered.in_hours,
            activation.id,
            activation.exercise,
        )

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
        """Empty the number, and erase its key; its calls are of no line any more."""
        await self.connection.execute(SQL["part_unanswered_calls"], missed_id)
        kind = await self.connection.fetchval(SQL["close_missed_call"], missed_id)
        if kind == Kind.NUMBER:
            await self.vault.erase(self.connection, _subject(missed_id))

    async def waiting(self, rings: timedelta, limit: int) -> Sequence[MissedCall]:
        """Read rows; nothing is unsealed."""
        rows = await self.connection.fetch(SQL["missed_calls_waiting"], rings, limit)
        return [_missed_call(row, "") for row in rows]

    async def follow(self, call: Call, ending: Ending) -> Sequence[Returned]:
        """Close what this call answered, if it does still; who was not reached is tried again."""
        back: list[Returned] = []
        taken = await self.connection.fetchval(SQL["missed_call_of_call"], call.id)
        follows = what_follows(ending)
        was_rung_back = call.direction is CallDirection.OUTBOUND
        if taken and was_rung_back and follows is Follows.UNREACHED:
            await self.connection.execute(SQL["try_missed_call_again"], taken)
        elif taken and follows is not Follows.NOTHING:
            back += await self._returned([taken]) if got_through(ending.outcome) else []
            await self.close(MissedCallId(taken))
        heard = await self._heard(heard_from(call.fields, ending.outcome))
        return [*back, *await self._returned(heard)]

    async def _heard(self, callers: Sequence[Caller]) -> Sequence[UUID]:
        """Derive the installation's key by this transaction: no second place is needed."""
        if not callers:
            return ()
        key = await self.vault.derive_key(self.connection, SUBJECT, "pseudonyms")
        known = [Pseudonyms(key).of(*known_as(each)) for each in callers]
        rows = await self.connection.fetch(SQL["hear_missed_calls"], known)
        return [row["id"] for row in rows]

    async def _returned(self, lines: Sequence[UUID]) -> list[Returned]:
        if not lines:
            return []
        rows = await self.connection.fetch(SQL["return_unanswered_calls"], lines)
        return [
            Returned(UnansweredId(row["id"]), Activation(row["activation_id"], row["exercise"]))
            for row in rows
        ]

    async def _counted(self, rang: Rang, rings: timedelta) -> MissedCallId | None:
        values = (rang.who, rang.at, rang.line, rang.is_missed, rang.is_another, rings)
        found = await self.connection.fetchval(SQL["count_missed_call"], *values)
        return MissedCallId(found) if found else None

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
