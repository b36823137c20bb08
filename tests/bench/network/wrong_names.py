"""A flood of sign-ins by made-up names, each connection from an address of its own.

`python -m tests.bench.network.wrong_names PORT CONNECTIONS SECONDS` prints the answers by status.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import suppress
from itertools import count

_NUMBERS = count()


async def flood(port: int, connections: int, seconds: float) -> Counter[str]:
    """Ask as fast as answers come, on every connection, until the time is over."""
    answers, end = Counter[str](), time.monotonic() + seconds
    await asyncio.gather(*(_connection(port, at, end, answers) for at in range(connections)))
    return answers


async def _connection(port: int, at: int, end: float, answers: Counter[str]) -> None:
    source = f"127.1.{at // 250}.{at % 250 + 1}", 0
    while time.monotonic() < end:
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=source)
            try:
                while time.monotonic() < end:
                    writer.write(_request(port))
                    answers[await _answer(reader)] += 1
            finally:
                writer.close()


def _request(port: int) -> bytes:
    body = f"name=nobody+{next(_NUMBERS)}&password=guessed+by+a+flood"
    return (
        f"POST /fi/kirjaudu HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _answer(reader: asyncio.StreamReader) -> str:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    await reader.readexactly(int(length or 0))
    return head.split(" ", 2)[1]


if __name__ == "__main__":
    port, connections, seconds = map(int, sys.argv[1:])
    print(json.dumps(asyncio.run(flood(port, connections, seconds))))  # noqa: T201  # its answer
