"""Which methods a path takes: HEAD wherever GET, and of any other it is told which there are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READING = frozenset({"GET", "HEAD"})
Taken = tuple[re.Pattern[str], frozenset[str]]
"""Paths, and what they take."""


def taken_by(routes: Sequence[BaseRoute]) -> Iterator[Taken]:
    """Read what each route takes; files are only read."""
    for route in routes:
        if isinstance(route, Mount):
            yield route.path_regex, READING
        elif isinstance(route, Route) and route.methods:
            methods = frozenset(route.methods)
            yield route.path_regex, methods | READING if methods & READING else methods


@dataclass(frozen=True, slots=True)
class HeadAsGet:
    """Outermost: answers HEAD with what GET would, but for the body (RFC 9110, 9.3.2)."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self.app(dict(scope) | {"method": "GET"}, receive, _without_body(send))
        else:
            await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class KnownMethods:
    """Refuses, with 405 and `Allow`, a method that none of a path's routes takes."""

    app: ASGIApp
    taken: Sequence[Taken]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse; what no route knows is answered further in."""
        if scope["type"] == "http" and not self._is_taken(scope["method"], scope["path"]):
            here = [methods for path, methods in self.taken if path.match(scope["path"])]
            if here:
                allowed = frozenset[str]().union(*here)
                raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
        await self.app(scope, receive, send)

    def _is_taken(self, method: str, asked: str) -> bool:
        return any(method in methods and path.match(asked) for path, methods in self.taken)


def _without_body(send: Send) -> Send:
    async def headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return headers_only
