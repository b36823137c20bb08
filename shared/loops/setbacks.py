"""How often a loop tried a row in vain: counted before the try, kept until it goes well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Literal, Protocol

import asyncpg

from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))

WAITS: Final = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
)
"""After the first try, the second and so on; the network's clock."""
TRIES: Final = len(WAITS) + 1
"""What failed so often is set aside for a person."""
UNFINISHED: Final = "Unfinished"
"""The kind of error of a row whose tries never came to an end."""


Turn = Literal["try", "wait", "set_aside"]
"""What is to be done about a row that was tried in vain."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What follows from a try that failed."""

    tries: int
    is_set_aside: bool


class Setbacks(Protocol):
    """The tries of one loop's rows; each call is a transaction of its own."""

    async def begin(self, row_ids: Sequence[str]) -> Sequence[str]:
        """Count a first try of each, and give those never tried in vain before."""
        ...

    async def ready(self, row_ids: Sequence[str]) -> Sequence[str]:
        """Give those that may be tried once more now, the least tried first."""
        ...

    async def begin_again(self, row_id: str) -> Turn:
        """Count another try of one row, unless it must wait or had its last."""
        ...

    async def failed(self, row_id: str, kind: str) -> Failure:
        """Note what the try came to; after the last one the row is set aside."""
        ...

    async def forget(self, row_ids: Sequence[str]) -> None:
        """Forget the tries of rows that went well."""
        ...

    async def held(self) -> int:
        """Count the rows that are not to be worked now."""
        ...

    async def unsettled(self) -> int:
        """Count the rows that neither went well yet nor are set aside."""
        ...


async def set_aside(connection: Connection, kind: str, row_id: str, error: str) -> None:
    """Put a row in a person's list at once, in the caller's transaction."""
    await connection.execute(SQL["set_aside"], kind, row_id, error)


@dataclass(frozen=True, slots=True)
class PostgresSetbacks:
    """Implements `Setbacks` for the loop of this name."""

    pool: Pool
    loop: str

    async def begin(self, row_ids: Sequence[str]) -> Sequence[str]:
        """Insert; what is there already stays as it is."""
        rows = await self._fetch("begin_first_tries", row_ids, WAITS[0])
        begun = {row["row_id"] for row in rows}
        return [row_id for row_id in row_ids if row_id in begun]

    async def ready(self, row_ids: Sequence[str]) -> Sequence[str]:
        """Read without locks: who begins one finds out whether it is still so."""
        return [row["row_id"] for row in await self._fetch("ready_for_another_try", row_ids)]

    async def begin_again(self, row_id: str) -> Turn:
        """Win or wait by one conditional update."""
        rows = await self._fetch("begin_another_try", row_id, TRIES, WAITS, UNFINISHED)
        if not rows:
            return "wait"
        return "set_aside" if rows[0]["is_set_aside"] else "try"

    async def failed(self, row_id: str, kind: str) -> Failure:
        """Update the row that the try was counted in."""
        rows = await self._fetch("note_failure", row_id, kind, TRIES)
        return Failure(**dict(rows[0])) if rows else Failure(0, is_set_aside=False)

    async def forget(self, row_ids: Sequence[str]) -> None:
        """Delete them, and what is long past."""
        await self._fetch("forget_setbacks", row_ids)

    async def held(self) -> int:
        """Count what is set aside or waits."""
        return int((await self._fetch("count_held"))[0]["count"])

    async def unsettled(self) -> int:
        """Count what is tried still."""
        return int((await self._fetch("count_unsettled"))[0]["count"])

    async def _fetch(self, statement: str, *values: object) -> Sequence[asyncpg.Record]:
        return await self.pool.fetch(SQL[statement], self.loop, *values)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What waits for a person, of all loops of a service, in the caller's transaction."""

    connection: Connection

    async def count(self) -> int:
        """Count all of it."""
        return int(await self.connection.fetchval(SQL["count_set_aside"]))

    async def listed(self, limit: int) -> Sequence[asyncpg.Record]:
        """List the oldest."""
        return await self.connection.fetch(SQL["list_set_aside"], limit)

    async def of_loop(self, loop: str, limit: int) -> Sequence[str]:
        """Give the oldest rows of one loop."""
        rows = await self.connection.fetch(SQL["set_aside_of_loop"], loop, limit)
        return [row["row_id"] for row in rows]

    async def take_off(self, loop: str, row_id: str) -> bool:
        """Let a row be worked again; False when it does not wait here."""
        return await self.connection.fetchval(SQL["take_off"], loop, row_id) is not None

    async def let_go(self, loop: str, row_id: str) -> bool:
        """Leave a row set aside for good; False when it does not wait here."""
        return await self.connection.fetchval(SQL["let_go"], loop, row_id) is not None
