"""Under which names a service answers: its own, and nobody else's."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
_USUAL: Final = {"http": ":80", "https": ":443"}


def own_hosts(origin: str, http_host: str, http_port: int, others: Collection[str]) -> set[str]:
    """Give the names people open, those by which the operator's tools ask on the service's port.

    On a loopback origin any name of loopback will do: people type one or the other.
    """
    public = urlsplit(origin)
    names = {public.netloc.lower().removesuffix(_USUAL[public.scheme])}
    if f"[{public.hostname}]" in LOOPBACK or public.hostname in LOOPBACK:
        names |= {public.netloc.lower().replace(str(public.hostname), each) for each in LOOPBACK}
    at_port = {f"{name}:{http_port}" for name in (*LOOPBACK, http_host.lower())}
    return {*names, *at_port, *LOOPBACK, *(each.lower() for each in others)}


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """Refuses, with 421, what was meant for somebody else or sent to a wrong name.

    A proxy or a name in DNS that points here by mistake must not see our pages under another name,
    nor a monitor a "fine".
    """

    app: ASGIApp
    hosts: Collection[str]
    scheme: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if scope["type"] == "http":
            named = Headers(scope=scope).getlist("host")
            known = [name.lower().removesuffix(_USUAL[self.scheme]) in self.hosts for name in named]
            if known != [True]:
                raise HTTPException(421)
        await self.app(scope, receive, send)
