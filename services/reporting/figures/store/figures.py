"""What the projections add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import asyncpg

from services.reporting.figures.model.facts import RequestFacts, RequestState
from services.reporting.figures.model.report import (
    ActivityGroup,
    CallGroup,
    CategoryGroup,
    Coverage,
    Figures,
    LineTold,
    MissedCalls,
    Period,
    PurchaseGroup,
    ReferralGroup,
    RequestGroup,
    Totals,
)
from services.reporting.figures.rules.partners import by_line, capacity_of, each_once
from services.reporting.figures.store.queries import SQL
from shared.postgres.types import Connection, Pool


@dataclass(frozen=True, slots=True)
class PostgresFigures:
    """Implements the port `CountedFigures`."""

    pool: Pool

    async def coverage(self) -> Coverage:
        """Look at both ends of the evidence."""
        row = await self.pool.fetchrow(SQL["coverage"])
        return Coverage(row["first_day"], row["until"]) if row else Coverage(None, None)

    async def count(self, period: Period) -> Figures:
        """Count in one snapshot, so that the tables add up to the totals."""
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            return await _figures(connection, period)

    async def lines_told(self, day: date) -> Sequence[LineTold]:
        """Read what they said."""
        return [LineTold(*row) for row in await self.pool.fetch(SQL["partner_lines"], day)]

    async def newest_requests(self, limit: int) -> Sequence[RequestFacts]:
        """List what came last."""
        rows = await self.pool.fetch(SQL["newest_requests"], limit)
        return [_request(row) for row in rows]


def _request(row: asyncpg.Record) -> RequestFacts:
    values = dict(row)
    return RequestFacts(**values | {"state": RequestState(values["state"])})


async def _figures(connection: Connection, period: Period) -> Figures:
    days = (period.first, period.last)
    categories = await connection.fetch(SQL["count_by_category"], *days)
    municipalities = await connection.fetch(SQL["count_by_municipality"], *days)
    activities = await connection.fetch(SQL["count_activities"], *days)
    calls = await connection.fetch(SQL["count_calls"], *days)
    missed = await connection.fetchrow(SQL["count_missed_calls"], *days)
    lines = [LineTold(*row) for row in await connection.fetch(SQL["partner_lines"], period.last)]
    referrals = await connection.fetch(SQL["count_referrals"], *days)
    purchases = await connection.fetch(SQL["count_purchases"], *days)
    return Figures(
        totals=await _totals(connection, period),
        categories=[CategoryGroup(*row) for row in categories],
        municipalities=[RequestGroup(*row) for row in municipalities],
        activities=[ActivityGroup(*row) for row in activities],
        calls=[CallGroup(*row) for row in calls],
        missed_calls=MissedCalls(*(missed or ())),
        partners=by_line(lines),
        organisations=each_once(lines),
        capacity=capacity_of(lines),
        referrals=[ReferralGroup(*row) for row in referrals],
        minutes_to_answer=await connection.fetchval(SQL["minutes_to_answer"], *days),
        purchases=[PurchaseGroup(*row) for row in purchases],
    )


async def _totals(connection: Connection, period: Period) -> Totals:
    days = (period.first, period.last)
    requests = await connection.fetchrow(SQL["totals"], *days)
    activities = await connection.fetchrow(SQL["activity_totals"], *days)
    minutes = await connection.fetchval(SQL["total_minutes"], *days)
    return Totals(**dict(requests or {}), **dict(activities or {}), minutes=minutes)
