"""Who sends slowly is waited for, but not for ever: over real sockets, at the service itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from shared.web.server import MOST_HEADER_BYTES, PatientProtocol, listening
from tests.support.messaging import until
from tests.support.patience import PATIENCE

SOON = timedelta(milliseconds=400)
LONG = b"x: " + b"y" * (MOST_HEADER_BYTES + 65_536)
HEAD = b"POST /fi/hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"


class HastyProtocol(PatientProtocol):
    """Waits as long as a test does."""

    head, body = SOON, SOON


async def tell(scope: Scope, receive: Receive, send: Send) -> None:
    """Say where the request came from, and what its header says, once its body is there."""
    request = Request(scope, receive)
    await request.body()
    address = request.client.host if request.client else ""
    words = [address, request.url.scheme, *request.headers.getlist("x-said")]
    await PlainTextResponse(" ".join(words))(scope, receive, send)


@asynccontextmanager
async def served(trusted: tuple[str, ...] = ()) -> AsyncIterator[int]:
    server = uvicorn.Server(
        listening(tell, "127.0.0.1", 0, trusted, http=HastyProtocol, lifespan="off")
    )
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def hung_up_on(port: int, first: bytes, trickle: bytes) -> bool:
    """Send a beginning, then a byte now and then, until the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(first)

    async def go_on() -> None:
        while True:
            await asyncio.sleep(SOON.total_seconds() / 8)
            writer.write(trickle)

    sending = asyncio.create_task(go_on())
    try:
        async with asyncio.timeout(PATIENCE):
            await reader.read()
            return True
    except ConnectionError:
        return True
    finally:
        sending.cancel()
        writer.close()


@pytest.mark.parametrize(
    ("first", "trickle"),
    [
        (b"", b""),
        (b"", b"\r\n"),
        (b"POST /fi/hel", b"l"),
        (HEAD, b"x: y\r\n"),
        (HEAD + b"\r\n", b""),
        (HEAD + b"\r\n0123456789", b"\r\n"),
    ],
    ids=["nothing", "empty lines", "a first line", "headers", "a body", "empty lines afterwards"],
)
async def test_who_never_comes_to_an_end_is_hung_up_on(first: bytes, trickle: bytes) -> None:
    async with served() as port:
        assert await hung_up_on(port, first, trickle)


async def test_many_slow_ones_leave_nothing_behind() -> None:
    async with served() as port:
        ended = await asyncio.gather(*(hung_up_on(port, HEAD, b"") for _ in range(200)))

        assert all(ended)
        assert await ask(port) == b"127.0.0.1 http"


async def test_whoever_is_slow_but_comes_to_an_end_is_answered() -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for part in (HEAD[:20], HEAD[20:] + b"\r\n", b"01234", b"56789"):
            writer.write(part)
            await asyncio.sleep(SOON.total_seconds() / 8)
        first = await reader.readuntil(b"127.0.0.1 http")
        # the connection is kept for the next one, and waits for that anew
        writer.write(HEAD + b"Connection: close\r\n\r\n0123456789")
        second = await reader.read()
        writer.close()

    assert first.startswith(b"HTTP/1.1 200")
    assert second.startswith(b"HTTP/1.1 200")


async def test_a_header_without_end_is_not_read_to_its_end() -> None:
    async with served() as port:
        assert (await said(port, HEAD + LONG)).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "sent",
    [HEAD + LONG + b"\r\n\r\n0123456789", HEAD.replace(b"hello", LONG[4:]) + b"\r\n0123456789"],
    ids=["a header", "an address"],
)
async def test_one_that_comes_whole_is_refused_as_well(sent: bytes) -> None:
    async with served() as port:
        assert (await said(port, sent)).startswith(b"HTTP/1.1 400")


async def test_a_long_body_is_no_header() -> None:
    long = 4 * MOST_HEADER_BYTES
    sent = HEAD.replace(b"10", str(long).encode()) + b"Connection: close\r\n\r\n" + b"0" * long
    async with served() as port:
        assert (await said(port, sent)).startswith(b"HTTP/1.1 200")


async def test_what_comes_after_a_body_is_no_header() -> None:
    sent = (
        HEAD.replace(b"Content-Length: 10", b"Transfer-Encoding: chunked\r\nX-Said: before")
        + b"Connection: close\r\n\r\n1\r\na\r\n0\r\nX-Said: after\r\n\r\n"
    )
    async with served() as port:
        assert (await said(port, sent)).endswith(b"127.0.0.1 http before")


@pytest.mark.parametrize(
    ("trusted", "told"),
    [
        ((), b"127.0.0.1 http"),
        (("10.0.0.9",), b"127.0.0.1 http"),
        (("127.0.0.1",), b"203.0.113.7 https"),
        (("127.0.0.0/8",), b"203.0.113.7 https"),
    ],
)
async def test_only_a_trusted_proxy_says_where_people_come_from(
    trusted: tuple[str, ...], told: bytes
) -> None:
    forwarded = b"X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n"
    async with served(trusted) as port:
        assert await ask(port, forwarded) == told


async def ask(port: int, headers: bytes = b"") -> bytes:
    answer = await said(port, HEAD + headers + b"Connection: close\r\n\r\n0123456789")
    return answer.rpartition(b"\r\n\r\n")[2]


async def said(port: int, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    answer = await reader.read()
    writer.close()
    return answer
