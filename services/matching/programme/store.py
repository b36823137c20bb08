"""Plans on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg

from services.matching.partners.model import OrganisationId
from services.matching.programme.model import Plan, PlanId, Planned
from shared.activation import Activation
from shared.contracts.words import ServiceLine
from shared.postgres.queries import columns, load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPlans:
    """Implements the port `Plans`."""

    connection: Connection

    async def add(self, planned: Sequence[Planned], key: UUID) -> bool:
        """Insert all times by one statement."""
        first, plan = planned[0], planned[0].plan
        new = await self.connection.fetch(
            SQL["add_plans"],
            first.organisation_id,
            key,
            first.series_id,
            plan.title,
            plan.service_line,
            plan.municipality,
            plan.place,
            plan.link,
            plan.minutes,
            plan.seats,
            first.planned_by,
            first.activation.id,
            first.activation.exercise,
            [each.id for each in planned],
            [each.starts_at for each in planned],
        )
        return bool(new)

    async def lock(self, organisation_id: OrganisationId, plan_id: PlanId) -> Planned | None:
        """Read with its lock."""
        row = await self.connection.fetchrow(SQL["lock_plan"], organisation_id, plan_id)
        return _planned(row) if row else None

    async def rest_of(self, organisation_id: OrganisationId, series_id: UUID) -> Sequence[PlanId]:
        """Read ids."""
        rows = await self.connection.fetch(SQL["rest_of_series"], organisation_id, series_id)
        return [PlanId(row["id"]) for row in rows]

    async def cancel(self, planned: Planned) -> None:
        """Update the row."""
        await self.connection.execute(
            SQL["cancel_plan"], planned.organisation_id, planned.id, planned.version
        )

    async def of_organisation(self, organisation_id: OrganisationId) -> Sequence[Planned]:
        """Read an organisation's."""
        rows = await self.connection.fetch(SQL["plans_of_organisation"], organisation_id)
        return [_planned(row) for row in rows]

    async def programme(self, limit: int) -> Sequence[Planned]:
        """Read everybody's."""
        return [_planned(row) for row in await self.connection.fetch(SQL["programme"], limit)]

    async def shown(self, plan_id: PlanId) -> Planned | None:
        """Read by the id alone."""
        row = await self.connection.fetchrow(SQL["shown_plan"], plan_id)
        return _planned(row) if row else None

    async def come(self, plan_id: PlanId, most: int, a_minute: int) -> bool:
        """Update the count."""
        return await self.connection.fetchval(SQL["come"], plan_id, most, a_minute) is not None


def _planned(row: asyncpg.Record) -> Planned:
    plan = Plan(
        service_line=ServiceLine(row["service_line"]),
        **columns(row, "title", "municipality", "place", "link", "minutes", "seats"),
    )
    return Planned(
        id=PlanId(row["id"]),
        plan=plan,
        activation=Activation(row["activation_id"], row["exercise"]),
        **columns(row, "organisation_id", "starts_at", "planned_by", "series_id", "version"),
        **columns(row, "is_cancelled", "coming", "host"),
    )
