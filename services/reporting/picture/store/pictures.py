"""The picture as it is read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import asyncpg

from services.reporting.figures.model.report import ActivityGroup, MissedCalls
from services.reporting.picture.model import (
    Calls,
    Day,
    Dim,
    Group,
    Hour,
    Live,
    Volunteers,
    Waits,
    Weeks,
)
from services.reporting.picture.rules.waits import HOURS, filled_days, filled_hours
from shared.clock import HELSINKI
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).parents[1] / "queries.sql")


@dataclass(frozen=True, slots=True)
class PostgresPictures:
    """Implements the port `Pictures`."""

    pool: Pool

    async def mark(self) -> int:
        """Add up what was heard of everybody."""
        found: int = await self.pool.fetchval(SQL["mark"])
        return found

    async def live(self, now: datetime) -> Live:
        """Read in one snapshot, so that the tables agree."""
        since = now - timedelta(hours=HOURS)
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            heard = await connection.fetch(SQL["heard"])
            hours = await connection.fetch(SQL["hours"], since)
            waiting = await connection.fetch(SQL["waiting"], now)
            calls = await connection.fetch(SQL["calls_since"], since)
            missed = await connection.fetchrow(SQL["missed_calls_since"], since)
        return Live(
            at=now,
            heard={row["service"]: row["heard_at"] for row in heard},
            hours=filled_hours({row["begins"]: Hour(*row) for row in hours}, now),
            waits=[_waits(row) for row in waiting if row["dim"] == "why"],
            unfound=_unfound(waiting),
            calls=[Calls(*row) for row in calls],
            missed=MissedCalls(*(missed or ())),
        )

    async def weeks(self, first: date, last: date) -> Weeks:
        """Read sums of days."""
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            return await _weeks(connection, first, last)


async def _weeks(connection: Connection, first: date, last: date) -> Weeks:
    days = await connection.fetch(SQL["days"], first, last)
    groups = await connection.fetch(SQL["groups"], first, last)
    since = datetime.combine(first, time(), HELSINKI)
    calls = await connection.fetch(SQL["calls_since"], since)
    missed = await connection.fetchrow(SQL["missed_calls_since"], since)
    activities = await connection.fetch(SQL["activities"], first, last)
    volunteers = await connection.fetchrow(SQL["volunteers"], first)
    return Weeks(
        days=filled_days(_days(days), first, last),
        groups=_groups(groups),
        calls=[Calls(*row) for row in calls],
        volunteers=Volunteers(*(volunteers or ())),
        activities=[ActivityGroup(*row) for row in activities],
        missed=MissedCalls(*(missed or ())),
    )


def _waits(row: asyncpg.Record) -> Waits:
    return Waits(row["code"], int(row["age"]), row["requests"], row["oldest"])


def _unfound(rows: Sequence[asyncpg.Record]) -> Mapping[Dim, Mapping[str, int]]:
    return {dim: {row["code"]: row["requests"] for row in rows if row["dim"] == dim} for dim in Dim}


def _days(rows: Sequence[asyncpg.Record]) -> Mapping[date, Day]:
    """Of each day the sums and, beside them, the classes of waits."""
    soon: dict[date, dict[str, int]] = defaultdict(dict)
    sums: dict[date, tuple[int, int]] = {}
    for row in rows:
        if row["dim"] == "wait":
            soon[row["day"]][row["code"]] = row["asked"]
        else:
            sums[row["day"]] = row["asked"], row["helped"]
    return {day: Day(day, *sums.get(day, (0, 0)), soon[day]) for day in {*sums, *soon}}


def _groups(rows: Sequence[asyncpg.Record]) -> Mapping[Dim, Sequence[Group]]:
    return {dim: [Group(*row[1:]) for row in map(tuple, rows) if row[0] == dim] for dim in Dim}
