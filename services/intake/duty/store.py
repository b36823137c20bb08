"""Who is on duty, on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.duty.model import ON_CALL, Duty
from services.intake.staff.model import StaffId
from shared.contracts.words import Language, StaffRole
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresDuties:
    """Implements the port `Duties`."""

    connection: Connection
    vault: Vault

    async def of(self, staff_id: StaffId) -> Duty | None:
        """Read one row."""
        row = await self.connection.fetchrow(SQL["duty_of"], staff_id)
        return await self._duty(row) if row else None

    async def on_call(self) -> Sequence[Duty]:
        """Read those with the roles."""
        rows = await self.connection.fetch(SQL["on_call"], sorted(ON_CALL))
        return [await self._duty(row) for row in rows]

    async def members_of(self, organisation_id: UUID) -> Sequence[Duty]:
        """Read those who are bound to it."""
        rows = await self.connection.fetch(SQL["members_of"], organisation_id)
        return [await self._duty(row) for row in rows]

    async def go_on(self, staff_id: StaffId, at_most: timedelta) -> None:
        """Insert or update."""
        await self.connection.execute(SQL["go_on_duty"], staff_id, at_most)

    async def go_off(self, staff_id: StaffId) -> None:
        """Empty the time."""
        await self.connection.execute(SQL["go_off_duty"], staff_id)

    async def set_email(self, staff_id: StaffId, email: str, language: Language) -> None:
        """Seal and store."""
        sealed = None
        if email:
            fields = {"email": email}
            sealed = (await self.vault.seal(self.connection, _subject(staff_id), fields))["email"]
        await self.connection.execute(SQL["set_staff_email"], staff_id, sealed, language)

    async def want_mornings(self, staff_id: StaffId, *, wants: bool) -> None:
        """Insert or update."""
        await self.connection.execute(SQL["want_mornings"], staff_id, wants)

    async def forget(self, staff_id: StaffId) -> None:
        """Delete the row."""
        await self.connection.execute(SQL["forget_duty_of"], staff_id)

    async def _duty(self, row: asyncpg.Record) -> Duty:
        return Duty(
            staff_id=StaffId(row["id"]),
            name=row["name"],
            roles=tuple(StaffRole(role) for role in row["roles"]),
            to=await self._reach_point(row) if row["email"] else None,
            is_on=row["is_on"],
            wants_mornings=row["wants_mornings"],
        )

    async def _reach_point(self, row: asyncpg.Record) -> ReachPoint:
        sealed = {"email": row["email"]}
        clear = await self.vault.unseal(self.connection, _subject(row["id"]), sealed)
        return ReachPoint(ReachKind.EMAIL, clear["email"], Language(row["language"]))


def _subject(staff_id: StaffId) -> str:
    return f"staff/{staff_id}"
