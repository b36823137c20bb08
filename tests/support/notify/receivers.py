"""Real servers on loopback that behave as told: a partner's endpoint and a mail server."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Received:
    """One request as it came in."""

    head: bytes
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """Headers by lower-case name."""
        lines = self.head.decode().split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if line)
        return {name.lower(): value.strip() for name, _, value in pairs}


@dataclass
class Partner:
    """A partner's endpoint; `answer` writes whatever it likes."""

    answer: Answer
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    tasks: set[asyncio.Task[object]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    async def on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Read one request and answer it."""
        self.connections += 1
        task = asyncio.current_task()
        if task is not None:
            self.tasks.add(task)
        try:
            await self._answer_one(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def stop(self) -> None:
        """End whatever still hangs."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request = Received(head, b"")
        length = int(request.headers.get("content-length", "0"))
        request.body = await reader.readexactly(length)
        self.received.append(request)
        await self.answer(writer)


def status(code: int, **headers: str) -> Answer:
    """Answer with this status and these headers."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {code} X", "content-length: 0"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()

    return answer


def slowly(seconds: float) -> Answer:
    """Answer well, after a while."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await status(200)(writer)

    return answer


async def hang(writer: asyncio.StreamWriter) -> None:
    """Send one byte a second of a line that never ends."""
    while True:
        writer.write(b"H")
        await writer.drain()
        await asyncio.sleep(0.2)


async def drop(writer: asyncio.StreamWriter) -> None:
    """Hang up without a word."""
    writer.transport.abort()


async def flood(writer: asyncio.StreamWriter) -> None:
    """Accept, then pour an endless body."""
    writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()


@asynccontextmanager
async def partner(answer: Answer, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Partner]:
    """Listen on a free port."""
    found = Partner(answer)
    server = await asyncio.start_server(found.on_connection, "127.0.0.1", 0, ssl=tls)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        await found.stop()


@dataclass
class Mailbox:
    """What a mail server took, and how it answers at each step."""

    envelopes: list[Envelope] = field(default_factory=list)
    on_recipient: str = "250 OK"
    on_sender: str = "250 OK"
    on_data: str = "250 OK"
    port: int = 0
    refused: int = 0

    @property
    def contents(self) -> list[bytes]:
        """The messages as they came."""
        return [item.content for item in self.envelopes if isinstance(item.content, bytes)]

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's own name
        self, _s: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer MAIL FROM."""
        envelope.mail_from = address
        return self.on_sender

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's own name
        self, _s: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Answer RCPT TO."""
        if self.on_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        else:
            self.refused += 1
        return self.on_recipient

    async def handle_DATA(  # noqa: N802  # aiosmtpd's own name
        self, _s: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer the end of the message."""
        if self.on_data.startswith("250"):
            self.envelopes.append(envelope)
        return self.on_data


@asynccontextmanager
async def mail_server() -> AsyncIterator[Mailbox]:
    """Run a mail server on a free port, in this event loop."""
    mailbox = Mailbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, loop=loop), "127.0.0.1", 0)
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()


async def _nothing(_: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


@asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """Listen and never say anything; gives the port."""
    async with partner(_nothing) as found:
        yield found.port
