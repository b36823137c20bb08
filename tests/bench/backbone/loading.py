"""A load client that costs little: kept-alive connections that write prepared bytes."""

import asyncio
import json
import time
from collections.abc import Iterator
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
    """An answer was not 201."""


async def rate(port: int, *, connections: int, requests: int) -> float:
    """Send `requests` posts over `connections`; gives answers a second."""
    turns = iter(range(requests))
    started = time.perf_counter()
    await asyncio.gather(*(_connection(port, turns) for _ in range(connections)))
    return requests / (time.perf_counter() - started)


async def _connection(port: int, turns: Iterator[int]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in turns:
        writer.write(_request())
        await _answer(reader)
    writer.close()


_NUMBERS = count()


def _request() -> bytes:
    body = json.dumps(BODY | {"phone": f"+35840{next(_NUMBERS) % 10**7:07}"}).encode()
    head = (
        "POST /api/requests HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {uuid4()}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if " 201 " not in head.partition("\r\n")[0]:
        raise RefusedError(head.partition("\r\n")[0])
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    await reader.readexactly(int(length))
