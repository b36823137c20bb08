"""Staff, their sessions and wrong passwords."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.staff import model
from services.intake.staff.ports import NameTakenError
from services.intake.staff.rules import Counted
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection
from shared.web import sessions

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresStaff:
    """Implements the port `StaffAccess`."""

    connection: Connection

    async def add(self, staff: model.Staff) -> None:
        """Insert; names that differ only in upper and lower case are the same name."""
        added = await self.connection.fetchval(
            SQL["add_staff"],
            staff.id,
            staff.name,
            staff.password_hash,
            staff.roles,
            staff.organisation_id,
            staff.is_demo,
        )
        if added is None:
            raise NameTakenError

    async def find(self, name: str) -> model.Staff | None:
        """Find by name, upper and lower case alike."""
        return _staff(await self.connection.fetchrow(SQL["find_staff"], name))

    async def by_id(self, staff_id: model.StaffId) -> model.Staff | None:
        """Lock the row."""
        return _staff(await self.connection.fetchrow(SQL["lock_staff"], staff_id))

    async def set_password(self, staff_id: model.StaffId, password_hash: str) -> None:
        """Update."""
        await self.connection.execute(SQL["set_password"], staff_id, password_hash)

    async def set_roles(
        self, staff_id: model.StaffId, roles: Sequence[StaffRole], organisation_id: UUID | None
    ) -> None:
        """Update."""
        await self.connection.execute(SQL["set_roles"], staff_id, roles, organisation_id)

    async def disable(self, staff_id: model.StaffId) -> None:
        """Update."""
        await self.connection.execute(SQL["disable_staff"], staff_id)

    async def begin_anew(self, staff_id: model.StaffId) -> None:
        """Update."""
        await self.connection.execute(SQL["begin_staff_anew"], staff_id)

    async def note(self, change: model.StaffChange) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["note_staff_change"],
            change.id,
            change.staff_id,
            change.changed_by,
            change.change,
            change.roles,
            change.organisation_id,
        )

    async def invited_again_lately(self, staff_id: model.StaffId) -> int:
        """Count lines of the audit."""
        return int(await self.connection.fetchval(SQL["invited_again_lately"], staff_id))

    async def open_sessions(self, staff_id: model.StaffId) -> Sequence[model.SeenSession]:
        """Read."""
        rows = await self.connection.fetch(SQL["open_sign_ins_of"], staff_id)
        return [model.SeenSession(row["id"], row["session_hash"], row["opened_at"]) for row in rows]

    async def close_sessions(self, staff_id: model.StaffId) -> Sequence[model.OpenSession]:
        """Update, and give what was changed."""
        rows = await self.connection.fetch(SQL["close_sign_ins_of"], staff_id)
        return [model.OpenSession(row["id"], row["session_hash"]) for row in rows]

    async def tries(self, buckets: Sequence[str]) -> Mapping[str, model.Tries]:
        """Read, each starting at nothing."""
        ordered = sorted(buckets)
        await self.connection.execute(SQL["start_tries"], ordered)
        rows = await self.connection.fetch(SQL["read_tries"], ordered)
        return {
            row["bucket"]: model.Tries(row["failures"], row["wait"], row["since"]) for row in rows
        }

    async def save_tries(self, counted: Mapping[str, Counted]) -> None:
        """Count one more in each."""
        said = counted.values()
        await self.connection.execute(
            SQL["save_tries"],
            list(counted),
            [each.failures for each in said],
            [each.wait for each in said],
            [each.carried for each in said],
        )

    async def give_back_tries(self, buckets: Sequence[str]) -> None:
        """Count one less in each."""
        await self.connection.execute(SQL["give_back_tries"], buckets)

    async def clear_tries(self, bucket: str) -> None:
        """Delete the row."""
        await self.connection.execute(SQL["clear_tries"], bucket)

    async def forget_tries(self) -> int:
        """Delete the rows."""
        return rows_of(await self.connection.execute(SQL["forget_tries"]))

    async def open_session(self, session: model.Session) -> None:
        """Insert for the record."""
        await self.connection.execute(
            SQL["open_sign_in"], session.id, session.session_hash, session.staff_id
        )

    async def close_session(self, session_hash: str) -> UUID | None:
        """Note the end once."""
        session_id: UUID | None = await self.connection.fetchval(SQL["close_sign_in"], session_hash)
        return session_id

    async def apply_session(self, said: Announcement) -> None:
        """Hand it to the page kit as if the event had come back already."""
        await sessions.apply(sessions.PostgresSessions(self.connection), said.data)


def _staff(row: asyncpg.Record | None) -> model.Staff | None:
    if row is None:
        return None
    return model.Staff(
        id=model.StaffId(row["id"]),
        name=row["name"],
        password_hash=row["password_hash"],
        roles=tuple(StaffRole(role) for role in row["roles"]),
        organisation_id=row["organisation_id"],
        is_demo=row["demo"],
    )
