"""Organisations and applications on PostgreSQL; what applicants say is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.intake.organisations.model import (
    Applicant,
    Application,
    Declined,
    Organisation,
    OrganisationId,
    Step,
)
from services.intake.organisations.rows import SAID, applicant_of, subject_of, text_of
from services.intake.staff.model import StaffId
from services.intake.wishes.model import OrganisationId as WishedId
from shared.activation import Activation
from shared.postgres.queries import columns, ids, load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresOrganisations:
    """Implements the port `Organisations`."""

    connection: Connection

    async def add(
        self, organisation_id: OrganisationId, name: str, activation: Activation
    ) -> Organisation:
        """Insert."""
        marks = activation.id, activation.exercise
        await self.connection.execute(SQL["add_organisation"], organisation_id, name, *marks)
        return Organisation(organisation_id, name)

    async def lock(self, organisation_id: OrganisationId) -> Organisation | None:
        """Lock the row."""
        row = await self.connection.fetchrow(SQL["lock_organisation"], organisation_id)
        return _organisation(row) if row else None

    async def every(self) -> Sequence[Organisation]:
        """Read all."""
        rows = await self.connection.fetch(SQL["every_organisation"])
        return [_organisation(row) for row in rows]

    async def count_event(self, organisation_id: OrganisationId) -> int:
        """Update the number."""
        return int(await self.connection.fetchval(SQL["count_organisation_event"], organisation_id))

    async def call(self, organisation_id: OrganisationId, name: str) -> None:
        """Update."""
        await self.connection.execute(SQL["call_organisation"], organisation_id, name)

    async def end(self, organisation_id: OrganisationId) -> None:
        """Update once."""
        await self.connection.execute(SQL["end_organisation"], organisation_id)

    async def take_reach(self, organisation_id: OrganisationId) -> bool | None:
        """Win or lose by one conditional update."""
        found: bool | None = await self.connection.fetchval(SQL["take_reach"], organisation_id)
        return found

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: StaffId | None,
        step: Step,
        reason: Declined | None = None,
    ) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["note_organisation_step"], organisation_id, staff_id, step, reason
        )


@dataclass(frozen=True, slots=True)
class PostgresApplications:
    """Implements the port `Applications`."""

    connection: Connection
    vault: Vault

    async def lately(self) -> int:
        """Count rows."""
        return int(await self.connection.fetchval(SQL["applied_lately"]))

    async def keep(
        self, new: OrganisationId, applicant: Applicant, sent_hash: str, number_hash: str
    ) -> bool:
        """Insert unless it is there, then seal."""
        kept = await self.connection.fetchval(SQL["keep_application"], new, sent_hash, number_hash)
        if kept is None:
            return False
        sealed = await self.vault.seal(self.connection, subject_of(new), {SAID: text_of(applicant)})
        await self.connection.execute(SQL["seal_application"], new, sealed[SAID])
        return True

    async def waiting(self) -> Sequence[Application]:
        """Read what says nothing."""
        rows = await self.connection.fetch(SQL["waiting_applications"])
        return [Application(**columns(row, "id", "applied_at")) for row in rows]

    async def open(self, which: OrganisationId) -> Application | None:
        """Lock and unseal."""
        row = await self.connection.fetchrow(SQL["open_application"], which)
        if row is None:
            return None
        sealed = {SAID: row[SAID]}
        clear = await self.vault.unseal(self.connection, subject_of(which), sealed)
        return Application(which, row["applied_at"], applicant_of(clear[SAID]))

    async def decide(self, which: OrganisationId, declined: Declined | None) -> None:
        """Update, and erase the key."""
        await self.connection.execute(SQL["decide_application"], which, declined)
        await self.vault.erase(self.connection, subject_of(which))


def _organisation(row: asyncpg.Record) -> Organisation:
    return Organisation(**columns(row, "id", "name", "version", "has_left", "is_reached"))


@dataclass(frozen=True, slots=True)
class PostgresOrganisationNames:
    """Implements the port `Names` of referrals: what letters and coordinators call one."""

    pool: Pool

    async def of(self, organisation_id: UUID) -> str:
        """Read it apart from whoever asks: nothing is decided by a name."""
        return str(await self.pool.fetchval(SQL["organisation_name"], organisation_id) or "")

    async def named(self) -> Sequence[tuple[WishedId, str]]:
        """Read those that have not left."""
        rows = await self.pool.fetch(SQL["organisations_with_members"])
        return [(WishedId(row["id"]), row["name"]) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresChangedReach:
    """Organisations of which it is to be said anew whether letters reach somebody."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[UUID]:
        """Read ids."""
        return await ids(self.pool, SQL["changed_reach"], limit)
