"""Where one request ends and the next begins is never a matter of opinion (request smuggling)."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI, Request

from tests.support.patience import PATIENCE
from tests.support.serving import served

NEXT = "GET /found HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """Serve as the services do: one that reads bodies, and one that must not be reached."""
    app = FastAPI()

    @app.post("/asked")
    async def asked(request: Request) -> int:
        return len(await request.body())

    @app.get("/found")
    async def found() -> str:
        return "the next one"

    async with served(app) as origin:
        yield urlsplit(origin).port or 0


async def answers(port: int, headers: Sequence[str], body: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = ["POST /asked HTTP/1.1", "Host: localhost", *headers, "", ""]
    writer.write(("\r\n".join(head) + body).encode())
    writer.write_eof()
    try:
        return await asyncio.wait_for(reader.read(), PATIENCE)
    finally:
        writer.close()


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 4", "Content-Length: 60"),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding : chunked",),
        ("Content-Length: +4",),
        ("Content-Length: 0x4",),
        ("Content-Length: 4, 60",),
    ],
    ids=" and ".join,
)
async def test_a_length_that_is_not_clear_is_refused(port: int, headers: Sequence[str]) -> None:
    said = await answers(port, headers, f"0\r\n\r\n{NEXT}")

    assert said.startswith(b"HTTP/1.1 400")
    assert said.count(b"HTTP/1.1") == 1


async def test_where_both_are_said_the_length_is_ignored(port: int) -> None:
    headers = (f"Content-Length: {len(NEXT)}", "Transfer-Encoding: chunked")

    said = await answers(port, headers, f"3\r\nabc\r\n0\r\n\r\n{NEXT}")

    assert b"the next one" in said or said.startswith(b"HTTP/1.1 400")
    assert b"\r\n\r\n3" in said or said.startswith(b"HTTP/1.1 400")


async def test_two_that_are_clear_are_both_answered(port: int) -> None:
    said = await answers(port, ("Content-Length: 3",), f"abc{NEXT}")

    assert said.count(b"HTTP/1.1 200") == 2
    assert b"the next one" in said
