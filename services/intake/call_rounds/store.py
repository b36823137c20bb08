"""Rounds of calls in PostgreSQL; people of given lists lie sealed under the key of their round."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import asyncpg

from services.intake.call_rounds.model import (
    Asker,
    Beginning,
    Entry,
    Given,
    Held,
    PersonId,
    Reach,
    Result,
    Round,
    RoundId,
    Segment,
    Step,
    TakenBack,
)
from services.intake.call_rounds.rows import (
    Counted,
    asker_of,
    counted_of,
    criteria_of,
    given_of,
    held_of,
    round_of,
    text_of,
)
from services.intake.calls.model.call import CallId
from services.intake.requests.rules.marks import marked_by
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.reach_points import ReachKind
from shared.sealing.pseudonyms import SUBJECT, Pseudonyms
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresCallRounds:
    """Implements the port `CallRounds`."""

    connection: Connection
    vault: Vault

    async def make(self, begins: Beginning, by: StaffId) -> None:
        """Seal what was said of it as one text."""
        plan, belongs = begins.plan, begins.activation
        clear = {"about": json.dumps(asdict(plan))}
        sealed = await self.vault.seal(self.connection, _subject(begins.id), clear)
        await self.connection.execute(
            SQL["make_round"],
            begins.id,
            by,
            begins.source,
            sealed["about"],
            timedelta(hours=plan.again_hours),
            belongs.id,
            belongs.exercise,
            timedelta(days=plan.days),
        )

    async def note(self, round_id: RoundId, by: StaffId, step: Step) -> None:
        """Append a row."""
        await self.connection.execute(SQL["note_round_step"], round_id, by, step)

    async def reach(self, segment: Segment, activation: Activation) -> Reach:
        """Read rows; nothing is unsealed."""
        rows = await self.connection.fetch(
            SQL["segment"], *criteria_of(segment), activation.exercise
        )
        people = {row["mark"]: asker_of(row) for row in reversed(rows) if row["may"]}
        return Reach(len({row["id"] for row in rows}), list(reversed(people.values())))

    async def add(self, round_id: RoundId, entries: Sequence[Entry]) -> None:
        """Seal each who was given by their id, and insert all by one statement."""
        clear = {str(one.id): text_of(one.who) for one in entries if isinstance(one.who, Given)}
        sealed = await self.vault.seal(self.connection, _subject(round_id), clear)
        await self.connection.execute(
            SQL["add_people"],
            round_id,
            [one.id for one in entries],
            [one.mark for one in entries],
            [one.who.language for one in entries],
            [one.who.request_id if isinstance(one.who, Asker) else None for one in entries],
            [sealed.get(str(one.id)) for one in entries],
        )

    async def latest(self, limit: int) -> Sequence[Round]:
        """Unseal what is said of those that go on."""
        return await self._rounds(await self.connection.fetch(SQL["latest_rounds"], limit))

    async def read(self, round_id: RoundId) -> Round | None:
        """Read one."""
        found = await self._rounds(await self.connection.fetch(SQL["read_round"], round_id))
        return found[0] if found else None

    async def take(self, round_id: RoundId, by: StaffId) -> Held | None:
        """Insert a hold, or find that there is one."""
        taken = await self.connection.fetchval(SQL["take_next"], round_id, by)
        return await self.held_by(by) if taken else None

    async def let_go(self, idle: timedelta, silent: timedelta) -> None:
        """Delete holds."""
        await self.connection.execute(SQL["let_go_of_idle"], idle, silent)

    async def held_by(self, staff_id: StaffId) -> Held | None:
        """Read and hold the hold."""
        return held_of(await self.connection.fetchrow(SQL["held_by"], staff_id))

    async def rung_in(self, call_id: CallId) -> Held | None:
        """Read and hold both rows."""
        return held_of(await self.connection.fetchrow(SQL["rung_in"], call_id))

    async def begin_call(self, person_id: PersonId, call_id: CallId) -> None:
        """Update the hold."""
        await self.connection.execute(SQL["begin_call"], person_id, call_id)

    async def give_back(self, person_id: PersonId) -> None:
        """Delete the hold."""
        await self.connection.execute(SQL["give_back"], person_id)

    async def try_again(self, person_id: PersonId) -> None:
        """Count, and delete the hold."""
        await self.connection.execute(SQL["try_again"], person_id)
        await self.give_back(person_id)

    async def settle(self, person_id: PersonId, result: Result) -> None:
        """End the row, and delete the hold."""
        await self.connection.execute(SQL["settle_person"], person_id, result)
        await self.give_back(person_id)

    async def refuse(self, mark: str) -> None:
        """Keep the mark, and end every row that has it."""
        await self.connection.execute(SQL["refuse"], mark)
        await self.connection.execute(SQL["refuse_on_all"], mark)

    async def allow(self, mark: str, by: StaffId, reason: TakenBack) -> bool:
        """Delete the mark and append a row by one statement."""
        return bool(await self.connection.fetchval(SQL["allow"], mark, by, reason))

    async def mark_of(self, phone: str) -> str:
        """Derive the installation's key by this transaction: no second place is needed."""
        key = await self.vault.derive_key(self.connection, SUBJECT, "pseudonyms")
        return Pseudonyms(key).of(*marked_by(ReachKind.PHONE, phone))

    async def may_still_ring(self, person_id: PersonId) -> bool:
        """Ask the request as it is now."""
        found: bool = await self.connection.fetchval(SQL["may_still_ring"], person_id)
        return found

    async def given(self, person_id: PersonId) -> Given:
        """Unseal one."""
        row = await self.connection.fetchrow(SQL["given_person"], person_id)
        assert row is not None, "they are held"  # noqa: S101  # by this transaction
        sealed = {str(person_id): row["contact"]}
        clear = await self.vault.unseal(self.connection, _subject(row["round_id"]), sealed)
        return given_of(clear[str(person_id)], row["language"])

    async def close(self, round_id: RoundId) -> bool:
        """Count once more, then delete the people and the key."""
        if await self.connection.fetchval(SQL["lock_round"], round_id) is None:
            return False
        results, waiting, _ = (await self._counts([round_id]))[round_id]
        kept = json.dumps({**results, "waiting": waiting})
        await self.connection.execute(SQL["close_round"], round_id, kept)
        await self.connection.execute(SQL["forget_people"], round_id)
        await self.vault.erase(self.connection, _subject(round_id))
        return True

    async def over(self, limit: int) -> Sequence[RoundId]:
        """Read ids that nobody else holds."""
        return [
            RoundId(row["id"]) for row in await self.connection.fetch(SQL["rounds_over"], limit)
        ]

    async def _rounds(self, rows: Sequence[asyncpg.Record]) -> list[Round]:
        sealed = {_subject(row["id"]): {"about": row["about"]} for row in rows if row["about"]}
        clear = await self.vault.unseal_many(self.connection, sealed) if sealed else {}
        counts = await self._counts([row["id"] for row in rows if not row["closed_at"]])
        return [round_of(row, clear.get(_subject(row["id"])), counts) for row in rows]

    async def _counts(self, ids: Sequence[RoundId]) -> Mapping[RoundId, Counted]:
        rows = await self.connection.fetch(SQL["count_people"], ids)
        return {each: counted_of(row for row in rows if row["round_id"] == each) for each in ids}


def _subject(round_id: RoundId) -> str:
    return f"call_round/{round_id}"
