"""The pool of one service, refused when the server would acknowledge what it has not stored."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

import asyncpg

from shared.postgres.dead_peers import SERVER_SIDE, WatchedConnection
from shared.postgres.places import Places, SharedPool
from shared.postgres.types import Connection, OpenPool

CONNECT_SECONDS: Final = 2.0
REST_SECONDS: Final = 60.0
"""A connection that nobody used for so long is closed: each costs the server some 3 MB. Longer than
the loops rest that look for what is due."""
COMMAND_SECONDS: Final = 10.0
PEOPLE_COMMAND_SECONDS: Final = 3.0
"""A server that answers nothing is told to a person as soon as that; repeats are known by key."""
LOCK_TIMEOUT: Final = "1500ms"
"""What a statement of a person's request waits for a lock; work waits for as long as it may run."""

_SETTINGS: Final = {
    "idle_in_transaction_session_timeout": "30s",
    "statement_timeout": "30s",
    "timezone": "UTC",
}
_OF_TOOLS: Final = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "10min"}
"""A tool says itself how long it waits; it may look at one server after the other."""
_OF_PEOPLE: Final = {"lock_timeout": LOCK_TIMEOUT}


class UnsafeServerError(Exception):
    """The server has synchronous_commit off: a crash would lose acknowledged requests."""


async def _nothing(_: Connection) -> None:
    """Do no more with a new connection."""


@asynccontextmanager
async def open_pool(
    dsn: str,
    *,
    name: str,
    places: Places = Places(),  # noqa: B008  # frozen
    greet: Callable[[Connection], Awaitable[None]] = _nothing,
) -> AsyncIterator[SharedPool]:
    """Open a pool whose connections show up as `name` in pg_stat_activity.

    Opens lazily, so that a service starts and answers 503 while the database is away; each
    connection asserts `synchronous_commit`. Raises UnsafeServerError from the connection's use.
    `greet` is awaited with each new connection.
    """

    async def begin(connection: Connection) -> None:
        await _assert_durable(connection)
        await greet(connection)

    def opening(size: int, command_seconds: float, **settings: str) -> OpenPool:
        return asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=size,
            max_inactive_connection_lifetime=REST_SECONDS,
            timeout=CONNECT_SECONDS,
            command_timeout=command_seconds,
            init=begin,
            reset=_leave_as_it_is,
            connection_class=WatchedConnection,
            server_settings={"application_name": name} | SERVER_SIDE | _SETTINGS | settings,
        )

    async with (
        opening(places.people, PEOPLE_COMMAND_SECONDS, **_OF_PEOPLE) as people,
        opening(places.work, COMMAND_SECONDS) as work,
    ):
        yield SharedPool(people, work)


@asynccontextmanager
async def connected(
    dsn: str, *, seconds: float = 10.0, command_seconds: float | None = None
) -> AsyncIterator[Connection]:
    """Open one connection within so many seconds, for a tool that asks once."""
    connection = await asyncpg.connect(
        dsn,
        timeout=seconds,
        command_timeout=command_seconds,
        connection_class=WatchedConnection,
        server_settings=SERVER_SIDE | _OF_TOOLS,
    )
    try:
        yield connection
    finally:
        await connection.close()


async def _leave_as_it_is(_: Connection) -> None:
    """Spare the round trip of a reset: nobody here changes a session, but for the relay."""


async def _assert_durable(connection: Connection) -> None:
    if await connection.fetchval("SHOW synchronous_commit") == "off":
        raise UnsafeServerError
