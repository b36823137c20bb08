"""A host that is gone closes nothing: both ends find out by themselves, within half a minute.

Without this the server believes in a session, and keeps its locks, for more than two hours.
"""

import asyncio
import socket
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import asyncpg

IDLE_SECONDS: Final = 10
EACH_SECONDS: Final = 5
TIMES: Final = 3
UNANSWERED_SECONDS: Final = 25
"""What was sent and not taken in ends the connection after this; as long as the keepalives take."""

SERVER_SIDE: Final = {
    "tcp_keepalives_idle": f"{IDLE_SECONDS}",
    "tcp_keepalives_interval": f"{EACH_SECONDS}",
    "tcp_keepalives_count": f"{TIMES}",
    "tcp_user_timeout": f"{UNANSWERED_SECONDS}s",
    "client_connection_check_interval": f"{IDLE_SECONDS}s",
}
"""Settings of a session: the last one also ends a long statement that nobody waits for."""

_CLIENT_SIDE: Final = {
    "TCP_KEEPIDLE": IDLE_SECONDS,
    "TCP_KEEPINTVL": EACH_SECONDS,
    "TCP_KEEPCNT": TIMES,
    "TCP_USER_TIMEOUT": UNANSWERED_SECONDS * 1000,
}

if TYPE_CHECKING:
    _Connection: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    _Connection = asyncpg.Connection


class WatchedConnection(_Connection):
    """A connection whose own end notices that the server's host is gone."""

    __slots__ = ()

    def __init__(self, protocol: Any, transport: asyncio.Transport, *rest: Any) -> None:  # noqa: ANN401  # asyncpg's own
        """Set the options of the socket as soon as there is one."""
        super().__init__(protocol, transport, *rest)
        watch(transport.get_extra_info("socket"))


def watch(connection: socket.socket) -> None:
    """Have the system look whether the other end is there; a local socket needs no looking."""
    if connection.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _CLIENT_SIDE.items():
        option = getattr(socket, name, None)  # some systems have other names
        if option is not None:
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
