"""A TCP proxy that can refuse, fall silent, or withhold answers, to stand between two parts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

Mode = Literal["pass", "down", "silent", "no_reply", "gone"]
"""down: refuses and cuts. silent: holds bytes in both directions. no_reply: holds the answers.

gone: as if the host were: holds bytes, and tells neither side that the other has closed.
"""


class FaultProxy:
    """Listens on a free loopback port and passes to one address."""

    def __init__(self, host: str, port: int) -> None:
        """Pass everything until told otherwise."""
        self.port = 0
        self._upstream = (host, port)
        self._mode: Mode = "pass"
        self._writers: set[asyncio.StreamWriter] = set()
        self._changed = asyncio.Event()

    def become(self, mode: Mode) -> None:
        """Change the mode for old and new connections alike."""
        self._mode = mode
        self._changed.set()
        self._changed = asyncio.Event()
        if mode == "down":
            for writer in self._writers:
                writer.transport.abort()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["FaultProxy"]:
        """Open the port, and cut everything at the end."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self.become("down")

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._not_gone()
        if self._mode == "down":
            writer.transport.abort()
            return
        up_reader, up_writer = await asyncio.open_connection(*self._upstream)
        self._writers |= {writer, up_writer}
        try:
            await asyncio.gather(
                self._pump(reader, up_writer, answers=False),
                self._pump(up_reader, writer, answers=True),
            )
        finally:
            self._writers -= {writer, up_writer}

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                while self._holds(answers=answers):
                    await self._changed.wait()
                writer.write(data)
                await writer.drain()
        await self._not_gone()
        writer.transport.abort()

    async def _not_gone(self) -> None:
        while self._mode == "gone":
            await self._changed.wait()

    def _holds(self, *, answers: bool) -> bool:
        return self._mode in {"silent", "gone"} or (self._mode == "no_reply" and answers)


@asynccontextmanager
async def proxy_before(url: str) -> AsyncIterator[tuple[FaultProxy, str]]:
    """Stand before the server of a URL; gives the proxy and the URL that leads through it."""
    parts = urlsplit(url)
    proxy = FaultProxy(parts.hostname or "127.0.0.1", parts.port or 5672)
    async with proxy.listening():
        credentials, _, _ = parts.netloc.rpartition("@")
        netloc = (
            f"{credentials}@127.0.0.1:{proxy.port}" if credentials else f"127.0.0.1:{proxy.port}"
        )
        yield proxy, urlunsplit(parts._replace(netloc=netloc))
