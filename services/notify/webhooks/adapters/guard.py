"""Where a webhook may connect: a name is looked up once, here, and every address judged.

The caller connects to the address given, so that a second lookup cannot give another one.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from services.notify.webhooks.rules import Network, is_loopback, is_public

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host name and port to all its addresses."""

HTTPS_PORT = 443


class ForbiddenEndpointError(Exception):
    """The endpoint's address is not one we connect to."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The rule of one installation; `allow_loopback` is for development only."""

    lookup: Lookup
    allow_loopback: bool = False
    denied: Sequence[Network] = ()

    async def checked_address(self, url: httpx.URL) -> str:
        """Give one address of the endpoint when all of them are allowed.

        Raises ForbiddenEndpointError, or OSError when the name is not found.
        """
        if url.userinfo or url.fragment or not url.host:
            raise ForbiddenEndpointError
        addresses = await self.lookup(url.host, url.port or HTTPS_PORT)
        if not self._allows(url, addresses):
            raise ForbiddenEndpointError
        return min(addresses, key=lambda address: ":" in address)

    async def wrong_with(self, text: str) -> str | None:
        """Say why nothing would be posted there: `forbidden` or `unknown`; None where it would."""
        try:
            await self.checked_address(httpx.URL(text))
        except (ForbiddenEndpointError, httpx.InvalidURL, UnicodeError, ValueError):
            return "forbidden"
        except OSError:
            return "unknown"
        return None

    def _allows(self, url: httpx.URL, addresses: Sequence[str]) -> bool:
        if not addresses:
            return False
        if self.allow_loopback and all(is_loopback(address) for address in addresses):
            return url.scheme in {"http", "https"}
        return (
            url.scheme == "https"
            and url.port in {None, HTTPS_PORT}
            and all(is_public(address, self.denied) for address in addresses)
        )


async def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver for all addresses."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
