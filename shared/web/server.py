"""How a service listens: what it waits for, how much it reads, and whose word it takes."""

import asyncio
import contextlib
import gc
import socket
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import h11
from typing_extensions import override
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_HEADER_BYTES: Final = 16 * 1024
_START_FAILED: Final = 3
"""As uvicorn's own command ends."""
HEAD: Final = timedelta(seconds=10)
"""From a connection, or the first byte of a further request, to the end of its header."""
BODY: Final = timedelta(seconds=20)


GARBAGE: Final = 20_000
"""New objects between two searches: a request or a batch drops nearly all of its own."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that waits for a slow sender, but not for ever: then it hangs up.

    Nobody is told: a browser on a bad line tries again by itself, and a machine that keeps many
    connections open by a byte a minute is not answered.
    """

    head, body = HEAD, BODY

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # as uvicorn makes it
        """Wait for nothing yet."""
        super().__init__(*given, **named)
        self._awaited: timedelta | None = None
        self._ending: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as above us
        """Wait for the first header."""
        super().connection_made(transport)
        self._wait(self.head)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait(None)
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        """Wait for what is still to come; what trickles in moves no deadline."""
        super().data_received(data)
        awaited = {h11.IDLE: self.head, h11.SEND_BODY: self.body}.get(self.conn.their_state)
        if awaited != self._awaited:
            self._wait(awaited)

    def _wait(self, awaited: timedelta | None) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._awaited, self._ending = awaited, None
        if awaited is not None:
            self._ending = self.loop.call_later(awaited.total_seconds(), self.transport.abort)


class LastingServer(Server):
    """Looks for garbage seldom, and never among what was there when it began to listen.

    All of that lives as long as the process: a search through it stops every request meanwhile.
    """

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        gc.set_threshold(GARBAGE)
        gc.collect()
        gc.freeze()


def listening(
    app: object,
    host: str,
    port: int,
    trusted_proxies: Sequence[str] = (),
    **more: Any,  # noqa: ANN401  # uvicorn's
) -> Config:
    """Give uvicorn what it needs; where people come from is told by a trusted proxy only."""
    return Config(
        app,  # type: ignore[arg-type]  # an ASGI application
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        http=more.pop("http", PatientProtocol),
        ws="none",
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        server_header=False,
        **more,
    )


def serve(config: Config) -> None:
    """Serve until told to stop; a start that failed ends the process with an error."""
    server = LastingServer(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(_START_FAILED)
