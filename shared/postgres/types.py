"""What asyncpg gives, by short names; its classes cannot be subscripted at run time."""

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

if TYPE_CHECKING:
    OpenPool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
else:
    OpenPool = asyncpg.Pool
    Connection = asyncpg.Connection | PoolConnectionProxy


class Pool(Protocol):
    """Gives places at the database; none is waited for without an end."""

    def acquire(self) -> AbstractAsyncContextManager[Connection]:
        """Give a connection; raises TimeoutError when no place becomes free in time."""
        ...

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]:
        """Give the rows of one statement."""
        ...

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None:
        """Give the first row of one statement."""
        ...

    async def fetchval(self, query: str, *args: object) -> Any:  # noqa: ANN401  # as asyncpg's
        """Give the first value of one statement."""
        ...

    async def execute(self, query: str, *args: object) -> str:
        """Run one statement."""
        ...
