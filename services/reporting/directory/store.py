"""Organisations out of the log in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.reporting.directory.model import Hours, Listed
from shared.contracts.matching import PartnerListed
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPartnerReader:
    """Implements the port `PartnerReader`."""

    pool: Pool

    async def listed(self) -> Sequence[Listed]:
        """Read what was said last of each."""
        rows = await self.pool.fetch(SQL["listed_partners"])
        return [
            listed_of(
                PartnerListed.model_validate_json(row["data"]),
                rests=row["rests"],
                changed_at=row["changed_at"],
            )
            for row in rows
        ]


def listed_of(said: PartnerListed, *, rests: bool, changed_at: datetime) -> Listed:
    """Take over what it said of itself."""
    published = said.published
    return Listed(
        id=said.organisation_id,
        name=published.name,
        kind=str(published.kind),
        phone=published.phone,
        lines=tuple(map(str, said.service_lines)),
        municipalities=said.municipalities,
        languages=tuple(map(str, said.languages)),
        hours=tuple(Hours(each.weekday, each.opens, each.closes) for each in said.hours),
        rests=rests,
        changed_at=changed_at,
    )
