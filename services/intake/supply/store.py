"""The help in towns, on PostgreSQL: a row a town and kind of help."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.intake.supply.model import Supply, TownReport
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresSupplies:
    """Implements the port `Supplies`."""

    connection: Connection

    async def keep(self, report: TownReport) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_supply"],
            report.town,
            report.activation_id,
            report.said_at,
            list(report.by_need),
            [each.helpers for each in report.by_need.values()],
            [each.usual_minutes for each in report.by_need.values()],
        )

    async def of(self, town: str, need: str, fresh: timedelta) -> Supply | None:
        """Read one row."""
        row = await self.connection.fetchrow(SQL["supply_of"], town, need, fresh)
        return Supply(**row) if row else None

    async def helped(self, fresh: timedelta) -> Mapping[str, Collection[str]]:
        """Read a row a need."""
        rows = await self.connection.fetch(SQL["supply_helped"], fresh)
        return {row["category"]: frozenset(row["towns"]) for row in rows}
