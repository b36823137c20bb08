"""How a service listens: what it waits for, how much it reads, and whose word it takes."""

import asyncio
import contextlib
import gc
import socket
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, Literal

from typing_extensions import override
from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shared.web.streams import does_last

MOST_HEADER_BYTES: Final = 16 * 1024
_START_FAILED: Final = 3
"""As uvicorn's own command ends."""
HEAD: Final = timedelta(seconds=10)
"""From a connection, or the first byte of a further request, to the end of its header."""
BODY: Final = timedelta(seconds=20)


STOPS_WITHIN: Final = 20
"""Seconds for what is being answered when the server is told to stop."""
GARBAGE: Final = 20_000
"""New objects between two searches: a request or a batch drops nearly all of its own."""


_Part = Literal["head", "body"]


class HeaderTooLongError(Exception):
    """More header came than any browser sends; whoever sent it is answered 400."""


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 that waits for a slow sender, but not for ever: then it hangs up.

    Nobody is told: a browser on a bad line tries again by itself, and a machine that keeps many
    connections open by a byte a minute is not answered. Of a header it reads so much and no more.
    """

    head, body = HEAD, BODY

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  # as uvicorn makes it
        """Wait for nothing yet."""
        super().__init__(*given, **named)
        self._coming: _Part | None = "head"
        self._unended = 0
        self._awaited: _Part | None = None
        self._ending: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as above us
        """Wait for the first header."""
        super().connection_made(transport)
        self._look()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._wait(None)
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        """Wait for what is still to come; what trickles in moves no deadline."""
        if self._coming is None and self.cycle.response_complete:
            self._coming = "head"  # be it only the empty lines that may stand before one
        super().data_received(data)
        self._unended = self._unended + len(data) if self._coming == "head" else 0
        if self._unended > MOST_HEADER_BYTES and not self.transport.is_closing():
            self.send_400_response(str(HeaderTooLongError.__doc__))
        self._look()

    @override
    def on_message_begin(self) -> None:
        """Begin with a header."""
        self._coming = "head"
        super().on_message_begin()

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        """Read a header; what comes after the body is none, whatever it says."""
        if self._coming == "head":
            super().on_header(name, value)

    @override
    def on_headers_complete(self) -> None:
        """Begin to answer; raises HeaderTooLongError where it came whole, and so unnoticed."""
        self._coming = "body"
        said = sum(len(name) + len(value) for name, value in self.headers)
        if said + len(self.url) > MOST_HEADER_BYTES:
            raise HeaderTooLongError
        super().on_headers_complete()

    @override
    def on_message_complete(self) -> None:
        """Wait for nothing until the next one begins."""
        self._coming = None
        super().on_message_complete()

    @override
    def on_response_complete(self) -> None:
        """Wait again for one that came before this was answered, and was not read on."""
        super().on_response_complete()
        self._look()

    @override
    def shutdown(self) -> None:
        """Let what is answered end, but for a stream, which would hold the stop up."""
        super().shutdown()
        if does_last(getattr(self.cycle, "scope", {})):  # none before the first request
            self.transport.close()

    def _look(self) -> None:
        awaited = None if self.pipeline else self._coming
        if awaited != self._awaited:
            self._wait(awaited)

    def _wait(self, awaited: _Part | None) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._awaited, self._ending = awaited, None
        if awaited is not None:
            longest = self.head if awaited == "head" else self.body
            self._ending = self.loop.call_later(longest.total_seconds(), self.transport.abort)


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
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        server_header=False,
        timeout_graceful_shutdown=STOPS_WITHIN,
        **more,
    )


def serve(config: Config) -> None:
    """Serve until told to stop; a start that failed ends the process with an error."""
    server = LastingServer(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(_START_FAILED)
