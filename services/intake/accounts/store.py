"""Accounts on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.accounts.model import Account, Standing
from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from shared.postgres.queries import columns, load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresAccounts:
    """Implements the port `Accounts`."""

    connection: Connection

    async def every(self) -> Sequence[Account]:
        """Read all."""
        return [_account(row) for row in await self.connection.fetch(SQL["list_accounts"], None)]

    async def one(self, staff_id: StaffId) -> Account | None:
        """Lock, then read."""
        await self.connection.execute(SQL["lock_account"], staff_id)
        row = await self.connection.fetchrow(SQL["list_accounts"], staff_id)
        return _account(row) if row else None

    async def named(self, name: str) -> StaffId | None:
        """Read the id."""
        found = await self.connection.fetchval(SQL["find_account"], name)
        return StaffId(found) if found else None


def _account(row: asyncpg.Record) -> Account:
    return Account(
        id=StaffId(row["id"]),
        name=row["name"],
        roles=tuple(StaffRole(role) for role in row["roles"]),
        standing=_standing(row),
        **columns(row, "organisation_id", "passkeys", "has_totp", "recovery_codes", "sessions"),
        **columns(row, "invited_until", "last_signed_in"),
        is_demo=row["demo"],
    )


def _standing(row: asyncpg.Record) -> Standing:
    if row["disabled"]:
        return "disabled"
    if row["has_password"] and (row["passkeys"] or row["has_totp"] or row["recovery_codes"]):
        return "active"
    return "invited" if row["invited_until"] else "invitation_over"
