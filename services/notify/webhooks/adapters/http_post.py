"""One POST over a connection of its own, to an address that was judged.

A client of HTTP follows, remembers, unpacks and shares connections; a webhook must do none of this,
and thousands of them took half of the processor of the service (decision 0084).
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import h11
import httpx

_PORTS: Final = {"https": 443, "http": 80}
_PARTING_SECONDS: Final = 1.0
"""What whoever was heard is given to end an encrypted connection."""
_READ: Final = 4096


@dataclass(frozen=True, slots=True)
class Route:
    """Where the news go: `address` was looked up and judged, no other is connected to."""

    url: httpx.URL
    address: str
    trust: ssl.SSLContext


async def post(
    route: Route, headers: Mapping[str, str], body: bytes, most: int
) -> tuple[httpx.Response, bytes]:
    """Give the head of the answer and the first bytes of its body, of which `most` are read.

    Whoever calls says how long it may take. Raises OSError and h11.ProtocolError.
    """
    reader, writer = await _connected(route)
    try:
        connection = h11.Connection(h11.CLIENT)
        writer.write(_asked(connection, route.url, headers, body))
        response = await _head(connection, reader)
        beginning = await _beginning(connection, reader, most)
    except BaseException:
        writer.transport.abort()
        raise
    writer.close()
    return response, beginning


async def _connected(route: Route) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    port = route.url.port or _PORTS[route.url.scheme]
    if route.url.scheme == "http":
        return await asyncio.open_connection(route.address, port)
    return await asyncio.open_connection(
        route.address,
        port,
        ssl=route.trust,
        server_hostname=route.url.raw_host.decode("ascii"),
        ssl_shutdown_timeout=_PARTING_SECONDS,
    )


def _asked(
    connection: h11.Connection, url: httpx.URL, headers: Mapping[str, str], body: bytes
) -> bytes:
    request = h11.Request(
        method="POST",
        target=url.raw_path,
        headers=[
            *headers.items(),
            ("content-length", str(len(body))),
            ("connection", "close"),
        ],
    )
    parts = (request, h11.Data(data=body), h11.EndOfMessage())
    return b"".join(connection.send(part) or b"" for part in parts)


async def _head(connection: h11.Connection, reader: asyncio.StreamReader) -> httpx.Response:
    event = await _next(connection, reader)
    while not isinstance(event, h11.Response):  # whatever is said before it says nothing
        event = await _next(connection, reader)
    return httpx.Response(event.status_code, headers=list(event.headers))


async def _beginning(connection: h11.Connection, reader: asyncio.StreamReader, most: int) -> bytes:
    read = b""
    while len(read) < most:
        event = await _next(connection, reader)
        if not isinstance(event, h11.Data):
            break
        read += event.data
    return read[:most]


async def _next(connection: h11.Connection, reader: asyncio.StreamReader) -> object:
    event = connection.next_event()
    while event is h11.NEED_DATA:
        connection.receive_data(await reader.read(_READ))
        event = connection.next_event()
    return event
