"""Organisations in PostgreSQL; their policies are the second wall round each member's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from uuid import UUID

import asyncpg

from services.matching.partners.model import Alike, Clearance, OrganisationId, Partner, Step
from services.matching.partners.rows import alike_of, hours_text, partner_of
from services.matching.partners.rules.capacity import REMINDED_BEFORE
from shared.activation import Activation
from shared.contracts.partner_words import ClearanceReason
from shared.contracts.words import ServiceLine
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))
_WHOSE = itemgetter("organisation_id")


@dataclass(frozen=True, slots=True)
class PostgresPartners:
    """Implements the port `Partners`."""

    connection: Connection

    async def invite(self, organisation_id: OrganisationId, activation: Activation) -> bool:
        """Insert, unless it is there."""
        added = await self.connection.fetchval(
            SQL["invite_partner"], organisation_id, activation.id, activation.exercise
        )
        return added is not None

    async def hear_reach(
        self, organisation_id: OrganisationId, number: int, *, is_reached: bool
    ) -> None:
        """Update, where it is news."""
        await self.connection.execute(SQL["hear_reach"], organisation_id, is_reached, number)

    async def find(self, organisation_id: OrganisationId) -> Partner | None:
        """Read the row and its lines."""
        return await self._one("find_partner", organisation_id)

    async def lock(self, organisation_id: OrganisationId) -> Partner | None:
        """Read with the lock of the row, which its lines are changed under."""
        return await self._one("lock_partner", organisation_id)

    async def every(self) -> Sequence[Partner]:
        """Read twice: the rows and all lines."""
        rows = await self.connection.fetch(SQL["every_partner"])
        return _with_lines(rows, await self.connection.fetch(SQL["every_line"]))

    async def some(self, ids: Collection[OrganisationId]) -> Sequence[Partner]:
        """Read twice: the rows and their lines."""
        rows = await self.connection.fetch(SQL["some_partners"], ids)
        return _with_lines(rows, await self.connection.fetch(SQL["lines_of"], ids))

    async def alike(self, line: str, municipality: str, language: str) -> Sequence[Alike]:
        """Read a row for each group."""
        rows = await self.connection.fetch(SQL["alike_partners"], line, municipality, language)
        return list(map(alike_of, rows))

    async def save(self, partner: Partner) -> None:
        """Update the row and its lines."""
        facts, agreed = partner.facts, partner.agreement
        await self.connection.execute(
            SQL["save_partner"],
            partner.organisation_id,
            partner.version,
            partner.standing,
            facts.name,
            facts.kind,
            facts.business_id,
            " ".join(facts.municipalities),
            " ".join(facts.languages),
            hours_text(facts.hours),
            facts.phone,
            agreed.version if agreed else None,
            agreed.controller if agreed else None,
            partner.cleared_for_health,
        )
        await self.connection.execute(SQL["drop_lines"], partner.organisation_id, facts.lines)
        await self._save_lines(partner)

    async def take_lapsing(
        self, organisation_id: OrganisationId, before: timedelta
    ) -> Mapping[ServiceLine, date]:
        """Update, and give what was changed."""
        rows = await self.connection.fetch(SQL["take_lapsing"], organisation_id, before)
        return {ServiceLine(row["service_line"]): row["valid_until"] for row in rows}

    async def count_event(self, organisation_id: OrganisationId) -> None:
        """Update the number."""
        await self.connection.execute(SQL["count_partner_event"], organisation_id)

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: UUID | None,
        step: Step,
        reason: ClearanceReason | None = None,
    ) -> None:
        """Insert."""
        await self.connection.execute(
            SQL["note_partner_step"], organisation_id, staff_id, step, reason
        )

    async def clearances(self, organisation_id: OrganisationId) -> Sequence[Clearance]:
        """Read."""
        rows = await self.connection.fetch(SQL["clearances_of"], organisation_id)
        return [
            Clearance(row["staff_id"], Step(row["step"]), row["reason"], row["done_at"])
            for row in rows
        ]

    async def _save_lines(self, partner: Partner) -> None:
        told = [partner.capacity.get(line) for line in partner.lines]
        await self.connection.execute(
            SQL["save_lines"],
            partner.organisation_id,
            partner.lines,
            [each and each.amount for each in told],
            [each and each.unit for each in told],
            [each and each.per for each in told],
            [each and each.valid_until for each in told],
        )

    async def _one(self, statement: str, organisation_id: OrganisationId) -> Partner | None:
        row = await self.connection.fetchrow(SQL[statement], organisation_id)
        if row is None:
            return None
        return partner_of(row, await self.connection.fetch(SQL["lines_of"], [organisation_id]))


def _with_lines(
    rows: Sequence[asyncpg.Record], lines: Sequence[asyncpg.Record]
) -> Sequence[Partner]:
    of = {which: list(some) for which, some in groupby(lines, _WHOSE)}
    return [partner_of(row, of.get(_WHOSE(row), ())) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresDueCapacities:
    """Implements the port `DueCapacities`."""

    pool: Pool

    async def lapsing(self, limit: int) -> Sequence[OrganisationId]:
        """Read ids without locking anything."""
        rows = await self.pool.fetch(SQL["capacities_lapsing"], limit, REMINDED_BEFORE)
        return [OrganisationId(row["organisation_id"]) for row in rows]
