"""The network's life, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.activation.model import Decision, Stand, Step
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.activation.current import NoActivationError
from shared.activation.rows import reach_values, standing_of
from shared.contracts.activation_words import ActivationState
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresLife:
    """Implements the port `Life`."""

    connection: Connection

    async def now(self) -> Stand:
        """Read the row."""
        return _stand_of(await self.connection.fetchrow(SQL["stand"]))

    async def hold(self) -> Stand:
        """Lock the row; of one that ended meanwhile the next is there when it is asked again."""
        row = await self.connection.fetchrow(SQL["hold_stand"])
        return _stand_of(row or await self.connection.fetchrow(SQL["hold_stand"]))

    async def save(self, stand: Stand) -> None:
        """Update the row that the caller holds."""
        await self.connection.execute(SQL["save_activation"], stand.activation.id, *_values(stand))

    async def begin(self, stand: Stand) -> None:
        """Insert."""
        key = stand.activation.id, stand.activation.exercise
        values = *_values(stand), stand.standing.opened_at
        await self.connection.execute(SQL["begin_activation"], *key, *values)

    async def note(
        self, stand: Stand, was: ActivationState, decision: Decision, by: StaffId | None
    ) -> int:
        """Append a row that says what the other one does now."""
        words = decision.trigger.strip(), decision.decision.strip()
        return await self._note(stand, by, was, *words)

    async def note_beginning(self, stand: Stand, by: StaffId | None) -> None:
        """Append a row without words."""
        await self._note(stand, by, None, None, None)

    async def steps(self, limit: int) -> Sequence[Step]:
        """Read the rows."""
        rows = await self.connection.fetch(SQL["activation_steps"], limit)
        return [_step_of(row) for row in rows]

    async def _note(self, stand: Stand, by: StaffId | None, *told: str | None) -> int:
        values = stand.activation.id, by, *told
        return int(await self.connection.fetchval(SQL["note_activation_step"], *values))


def _stand_of(row: asyncpg.Record | None) -> Stand:
    if row is None:
        raise NoActivationError
    return Stand(Activation(row["id"], row["exercise"]), standing_of(row))


def _values(stand: Stand) -> tuple[object, ...]:
    standing = stand.standing
    reach = reach_values(standing.reach)
    return standing.version, standing.state, *reach, standing.since, standing.changed_at


def _step_of(row: asyncpg.Record) -> Step:
    return Step(
        id=row["id"],
        at=row["noted_at"],
        by=row["by"],
        state=ActivationState(row["state"]),
        was=ActivationState(row["was"]) if row["was"] else None,
        trigger=row["trigger"],
        decision=row["decision"],
    )
