"""Tell a database that is away from a statement that is wrong."""

import asyncio

import asyncpg

_AWAY: tuple[type[BaseException], ...] = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.DiskFullError,
    asyncpg.LockNotAvailableError,  # only those who wait for a person give a lock up
    asyncpg.InternalClientError,  # what asyncpg says when a session was cut while it was idle
)


def is_unavailable(error: BaseException) -> bool:
    """Say whether waiting can help: refused, lost, shutting down, full, locked or timed out.

    asyncpg reports some losses as InterfaceError; a closed pool or connection counts too.
    """
    if isinstance(error, asyncio.CancelledError):
        return False
    if isinstance(error, asyncpg.InterfaceError):
        return "clos" in str(error) or "connection" in str(error)
    return isinstance(error, _AWAY)
