"""The board, read from PostgreSQL, and the reports it shows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg

from services.intake.acts.model import Beside
from services.intake.acts.rows import beside_of
from services.intake.board.model import (
    BoardLine,
    Group,
    Look,
    PlaceCount,
    SearchReport,
    Since,
    Wanted,
)
from services.intake.board.rules.usual import UsualWaits
from services.intake.board.rules.wanted import STATES
from services.intake.requests.model import Closure, RequestId, State
from services.intake.requests.rows import needs_of, unmatched_of
from services.intake.wishes.model import SentWish
from services.intake.wishes.rows import sent_wish_of
from shared.contracts.words import Category, Urgency
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresBoardReader:
    """Implements the port `BoardReader`."""

    pool: Pool

    async def lines(self, wanted: Wanted, limit: int) -> Sequence[BoardLine]:
        """Find a page of ids by an index, then what is shown of them."""
        narrowed = wanted.need, wanted.place, wanted.urgency
        after = wanted.after
        if wanted.group is Group.CLOSED:
            place = (after.at, after.id) if after else (None, None)
            rows = await self.pool.fetch(SQL["closed_today"], *narrowed, *place, limit)
        else:
            key = (after.later, after.urgency, after.at, after.id) if after else (None,) * 4
            states = STATES[wanted.group]
            rows = await self.pool.fetch(SQL["waiting"], states, *narrowed, *key, limit)
        return await self.lines_of([RequestId(row["id"]) for row in rows])

    async def lines_of(self, request_ids: Sequence[RequestId]) -> Sequence[BoardLine]:
        """Read what is shown of these."""
        rows = await self.pool.fetch(SQL["lines"], request_ids)
        reports, wishes = await self._reports(request_ids), await self._wishes(request_ids)
        linked = await self._linked(request_ids)
        return [
            replace(
                _line_of(row, reports.get(row["id"]), wishes.get(row["id"], ())),
                linked=linked.get(row["id"], ()),
            )
            for row in rows
        ]

    async def look(self, since: Since | None) -> Look:
        """Read what is not in the earlier snapshot; the first change says how it stood."""
        rows = await self.pool.fetch(SQL["look"], since.snapshot if since else None)
        changed: dict[RequestId, str | None] = {}
        for row in rows:
            if row["request_id"] is not None:
                request_id = RequestId(row["request_id"])
                changed[request_id] = changed.get(request_id) or row["was"]
        return Look(Since(rows[0]["at"], rows[0]["snapshot"]), changed)

    async def counts(self) -> Mapping[State, int]:
        """Count by state."""
        rows = await self.pool.fetch(SQL["count_states"])
        return {State(row["state"]): row["requests"] for row in rows}

    async def closed_today(self) -> int:
        """Count by the index."""
        return int(await self.pool.fetchval(SQL["count_closed_today"]))

    async def places(self, wanted: Wanted) -> Sequence[PlaceCount]:
        """Count by area."""
        states = STATES[wanted.group]
        rows = await self.pool.fetch(SQL["count_places"], states, wanted.need, wanted.urgency)
        return [PlaceCount(**row) for row in rows]

    async def usual_waits(self, enough: int) -> UsualWaits:
        """Read the medians."""
        rows = await self.pool.fetch(SQL["usual_waits"], enough)
        return {
            (Category(row["category"]), Urgency(row["urgency"]) if row["urgency"] else None): row[
                "wait"
            ]
            for row in rows
        }

    async def _reports(self, ids: Sequence[RequestId]) -> Mapping[RequestId, SearchReport]:
        rows = await self.pool.fetch(SQL["reports_of_lines"], ids)
        return {RequestId(row["request_id"]): _report_of(row) for row in rows}

    async def _linked(self, ids: Sequence[RequestId]) -> Mapping[RequestId, Sequence[Beside]]:
        found: dict[RequestId, list[Beside]] = defaultdict(list)
        for row in await self.pool.fetch(SQL["linked_of_lines"], ids):
            found[RequestId(row["own_id"])].append(beside_of(row))
        return found

    async def _wishes(self, ids: Sequence[RequestId]) -> Mapping[RequestId, Sequence[SentWish]]:
        found: dict[RequestId, list[SentWish]] = defaultdict(list)
        for row in await self.pool.fetch(SQL["wishes_of_lines"], ids):
            found[RequestId(row["request_id"])].append(sent_wish_of(row))
        return found


@dataclass(frozen=True, slots=True)
class PostgresSearchReports:
    """Implements the port `SearchReports`."""

    connection: Connection

    async def keep(self, request_id: RequestId, report: SearchReport) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_report"],
            request_id,
            report.version,
            report.fitting,
            report.asked,
            report.waiting,
            report.declined,
            report.silent,
            report.at_their_cap,
            report.asked_enough,
            report.look_at,
        )


def _line_of(
    row: asyncpg.Record, report: SearchReport | None, wishes: Sequence[SentWish]
) -> BoardLine:
    return BoardLine(
        id=RequestId(row["id"]),
        reference=row["reference"],
        state=State(row["state"]),
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        postal_code=row["postal_code"],
        waiting=row["waiting"],
        unmatched=unmatched_of(row),
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        closure=Closure(row["closure"]) if row["closure"] else None,
        report=report,
        wishes=wishes,
        flags=row["flags"],
        also=needs_of(row["also"]),
    )


def _report_of(row: asyncpg.Record) -> SearchReport:
    counts = dict(row)
    counts.pop("request_id")
    return SearchReport(**counts)
