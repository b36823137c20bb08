"""A load client that costs little: kept-alive connections that write prepared bytes."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from itertools import count
from uuid import uuid4

BODY = {
    "category": "groceries",
    "urgency": "within_2_days",
    "postal_code": "50100",
    "language": "fi",
    "phone": "+358401234567",
    "first_name": "Aino",
    "text": "Tarvitsisin ruokaostoksia. En pääse itse kauppaan.",
    "on_behalf": False,
}


class RefusedError(Exception):
    """An answer was another than was asked for."""


async def rate(port: int, sent: Sequence[bytes], *, connections: int, status: int = 201) -> float:
    """Send what was prepared over so many connections; gives answers a second."""
    turns = iter(sent)
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, turns, status) for _ in range(connections)))
    return len(sent) / (time.perf_counter() - started)


async def _connection(port: int, turns: Iterator[bytes], status: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in turns:
        writer.write(request)
        await _answer(reader, status)
    writer.close()


_NUMBERS = count()


def pleas(number: int) -> list[bytes]:
    """Write requests for help, each of another person."""
    return [_plea() for _ in range(number)]


def _plea() -> bytes:
    body = json.dumps(BODY | {"phone": f"+35840{next(_NUMBERS) % 10**7:07}"}).encode()
    head = (
        "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader, status: int) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if f" {status} " not in head.partition("\r\n")[0]:
        raise RefusedError(head.partition("\r\n")[0])
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    await reader.readexactly(int(length))
