"""Volunteers as choosing sees them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from services.matching.engine.model import Helper, Wanted
from services.matching.volunteers.model import Changes, VolunteerId
from services.matching.volunteers.rows import helper_of, home_of
from services.matching.volunteers.store.queries import SQL
from shared.postgres.types import Connection

PIECE = 2000
"""Helpers read at once at the start: for their time no page is answered."""
MOST_NEAR = 4000
"""The fallback looks at so many before it asks who fits."""


@dataclass(frozen=True, slots=True)
class PostgresHelpers:
    """Implements the port `Helpers`."""

    connection: Connection

    async def mark(self) -> int:
        """Give the oldest transaction that may still change something."""
        return int(await self.connection.fetchval(SQL["read_mark"]))

    async def everyone(self) -> AsyncIterator[Sequence[Helper]]:
        """Read by a cursor of the database."""
        await self._place_homes()
        cursor = await self.connection.cursor(SQL["all_helpers"])
        while rows := await cursor.fetch(PIECE):
            yield _active(rows)

    async def changes(self, mark: int) -> Changes:
        """Read by transaction; what another one still holds is read again after its end."""
        next_mark = await self.mark()
        rows = await self.connection.fetch(SQL["changed_helpers"], str(mark))
        gone = [row["number"] for row in rows if row["state"] != "active"]
        return Changes(next_mark, _active(rows), gone)

    async def these(self, numbers: Sequence[int]) -> Sequence[Helper]:
        """Read by roster number."""
        return _active(await self.connection.fetch(SQL["these_helpers"], numbers))

    async def these_people(self, ids: Sequence[VolunteerId]) -> Mapping[VolunteerId, Helper]:
        """Read by id."""
        rows = await self.connection.fetch(SQL["these_people"], ids)
        return {VolunteerId(row["id"]): helper_of(row) for row in rows}

    async def nearest(self, need: Wanted, limit: int) -> Sequence[Helper]:
        """Walk the index of places outward."""
        north, east = need.place.degrees() if need.place else (0.0, 0.0)
        rows = await self.connection.fetch(
            SQL["nearest_helpers"],
            asyncpg.Point(east, north),
            [need.category, *need.also],
            need.language,
            max(limit, MOST_NEAR),
        )
        return _active(rows)[:limit]

    async def _place_homes(self) -> None:
        """Say where those live who joined before the roster kept it."""
        rows = await self.connection.fetch(SQL["homeless_postal_codes"])
        homes = {row["postal_code"]: home_of(row["postal_code"]) for row in rows}
        known = {code: home for code, home in homes.items() if home is not None}
        if known:
            await self.connection.execute(SQL["set_homes"], list(known), list(known.values()))


def _active(rows: Sequence[asyncpg.Record]) -> list[Helper]:
    return [helper_of(row) for row in rows if row["state"] == "active"]
