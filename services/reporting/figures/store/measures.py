"""Measures in PostgreSQL: what each query finds, added up or led back to its events."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.reporting.figures.model.cross_tables import Counted
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.measures import MEASURES, Measure
from services.reporting.figures.model.report import Period
from shared.postgres.queries import load_queries
from shared.postgres.types import Pool

SQL = load_queries(Path(__file__).parents[1] / "measures.sql")


@dataclass(frozen=True, slots=True)
class PostgresMeasures:
    """Implements the port `CountedMeasures`."""

    pool: Pool

    async def count(
        self, wanted: Mapping[str, Sequence[Dim]], period: Period
    ) -> Mapping[str, Sequence[Counted]]:
        """Count in one snapshot, so that what is told together belongs together."""
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            found = {}
            for name, dims in wanted.items():
                text = _counting(MEASURES[name], dims)
                rows = await connection.fetch(text, period.first, period.last)
                found[name] = [
                    Counted(
                        codes={dim: row[dim] for dim in dims},
                        value=row["value"],
                        things=row["things"],
                        seller=row.get("seller"),
                    )
                    for row in rows
                ]
            return found

    async def events(
        self, name: str, where: Mapping[Dim, Sequence[str]], period: Period
    ) -> Sequence[UUID]:
        """Look the stories of the things up, and take what is said of each."""
        measure = MEASURES[name]
        rows = await self.pool.fetch(
            _tracing(measure),
            period.first,
            period.last,
            list(measure.sources),
            json.dumps({dim: list(codes) for dim, codes in where.items()}),
        )
        return [row["event_id"] for row in rows]


def _counting(measure: Measure, dims: Sequence[Dim]) -> str:
    """Write the statement; every name in it is one of ours."""
    columns = [*dims, *(["seller"] if measure.is_of_sellers else [])]
    by = "".join(f"{column}, " for column in columns)
    groups = f"GROUP BY {', '.join(columns)}" if columns else ""
    return f"""
        SELECT {by} coalesce(sum({measure.value}), 0)::bigint AS value,
            coalesce(sum({measure.things}), 0)::bigint AS things
        FROM ({_found(measure)}) AS found {groups}
    """  # noqa: S608  # names of ours


def _tracing(measure: Measure) -> str:
    return f"""
        SELECT DISTINCT event_log.event_id
        FROM ({_found(measure)}) AS found
        JOIN event_log ON event_log.correlation_id = found.story
            AND event_log.subject = found.subject AND event_log.type = ANY ($3::text[])
        WHERE NOT EXISTS (
            SELECT FROM jsonb_each($4::text::jsonb) AS wanted (dim, codes)
            WHERE NOT wanted.codes ? (to_jsonb(found) ->> wanted.dim)
        )
        ORDER BY event_log.event_id
    """  # noqa: S608  # names of ours


def _found(measure: Measure) -> str:
    text = SQL[measure.query].rstrip(";")
    only = " AND ".join(f"{column} = '{value}'" for column, value in measure.only.items())
    return f"SELECT * FROM ({text}) AS thing WHERE {only}" if only else text  # noqa: S608  # see above
