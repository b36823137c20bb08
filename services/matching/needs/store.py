"""Needs: their state, their end, and when to look at them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from services.matching.needs.model import USUAL_URGENCY, Need, NeedState, RequestId
from services.matching.needs.ports import UnheardNeedError
from services.matching.needs.rows import need_of
from shared.activation import Activation
from shared.contracts.words import Urgency
from shared.postgres.queries import ids, load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresNeeds:
    """Implements the port `Needs`."""

    connection: Connection

    async def add(self, needs: Sequence[Need]) -> None:
        """Insert what is new by one statement."""
        columns = zip(*map(_columns, needs), strict=True)
        if needs:
            await self.connection.execute(SQL["add_needs"], *map(list, columns))

    async def end(self, request_id: RequestId, activation: Activation, version: int) -> Need | None:
        """Leave a closed row where there is none; of two that race one waits for the other."""
        marks = activation.id, activation.exercise
        await self.connection.execute(SQL["bury_need"], request_id, *marks, version)
        row = await self.connection.fetchrow(SQL["lock_need"], request_id)
        need = need_of(row) if row else None
        if need is None or need.request_version > version:
            return None
        ended = replace(need.moved_to(NeedState.CLOSED), request_version=version)
        await self.save(ended)
        return need

    async def renew(self, need: Need) -> None:
        """Update the row."""
        await self.connection.execute(
            SQL["renew_need"],
            *_wanted(need),
            need.min_vetting,
            need.request_version,
            json.dumps(need.not_for),
            list(need.also_codes),
            need.may_be_referred,
        )

    async def read(self, request_id: RequestId) -> Need:
        """Read; a match always has one."""
        return await self._need("read_need", request_id)

    async def lock(self, request_id: RequestId) -> Need:
        """Read with its lock."""
        return await self._need("lock_need", request_id)

    async def lock_heard(self, request_id: RequestId) -> Need | None:
        """Read with its lock."""
        row = await self.connection.fetchrow(SQL["lock_need"], request_id)
        if row is None:
            raise UnheardNeedError
        return need_of(row)

    async def count_event(self, request_id: RequestId) -> int:
        """Update the number."""
        return int(await self.connection.fetchval(SQL["count_event"], request_id))

    async def save(self, need: Need, look_again: timedelta | None = None) -> None:
        """Update the row."""
        await self.save_all([(need, look_again)])

    async def save_all(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        """Update the rows by one statement."""
        await self.connection.execute(
            SQL["save_needs"],
            [need.request_id for need, _ in needs],
            [need.version for need, _ in needs],
            [need.state for need, _ in needs],
            [need.reason for need, _ in needs],
            [look_again for _, look_again in needs],
            [need.standing_number for need, _ in needs],
            [need.request_version for need, _ in needs],
            [need.is_late for need, _ in needs],
        )

    async def mark_late(self, need: Need) -> None:
        """Update all but the time of its next look."""
        await self.connection.execute(
            SQL["mark_late"],
            need.request_id,
            need.version,
            need.state,
            need.reason,
            need.standing_number,
        )

    async def widen(self, need: Need, *, asks_silent: bool = False) -> None:
        """Update the row."""
        await self.connection.execute(SQL["widen_need"], need.request_id, need.widened, asks_silent)

    async def take(self, request_id: RequestId) -> Need | None:
        """Skip what others hold."""
        row = await self.connection.fetchrow(SQL["take_need"], request_id)
        return need_of(row) if row else None

    async def take_reports(self, request_ids: Sequence[RequestId]) -> Sequence[RequestId]:
        """Skip what others hold; count the event and forget the due time by the same statement."""
        rows = await self.connection.fetch(SQL["take_reports"], request_ids)
        return [RequestId(row["request_id"]) for row in rows]

    async def _need(self, statement: str, request_id: RequestId) -> Need:
        row = await self.connection.fetchrow(SQL[statement], request_id)
        need = need_of(row) if row else None
        if need is None:
            raise LookupError
        return need


@dataclass(frozen=True, slots=True)
class PostgresDueNeeds:
    """Implements the port `DueNeeds`."""

    pool: Pool

    async def looks(self, limit: int) -> Sequence[RequestId]:
        """Read ids."""
        return [RequestId(each) for each in await ids(self.pool, SQL["needs_to_look_at"], limit)]

    async def reports(self, limit: int) -> Sequence[RequestId]:
        """Read ids."""
        return [RequestId(each) for each in await ids(self.pool, SQL["needs_to_report_on"], limit)]

    async def late(self, patience: Mapping[Urgency, timedelta], limit: int) -> Sequence[RequestId]:
        """Read ids."""
        values = list(patience), list(patience.values()), USUAL_URGENCY, limit
        rows = await self.pool.fetch(SQL["late_needs"], *values)
        return [RequestId(row["request_id"]) for row in rows]


def _wanted(need: Need) -> tuple[object, ...]:
    """Give what a correction may change, after whose it is."""
    return (
        need.request_id,
        need.service_line,
        need.category_code,
        need.urgency_code,
        need.municipality,
        need.postal_code,
        need.language_code,
        need.volunteer_allowed,
    )


def _columns(need: Need) -> tuple[object, ...]:
    return (
        *_wanted(need),
        need.series_id,
        need.again_of,
        need.cause,
        need.activation.id,
        need.activation.exercise,
        need.channel,
        need.min_vetting,
        need.person,
        json.dumps(need.not_for),
        json.dumps(need.also_codes),
        need.may_be_referred,
    )
