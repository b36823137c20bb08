"""Answers that last: what happens is told to a page for as long as somebody looks at it.

A stream ends by itself before a proxy cuts it, and the page asks again from where it was; it holds
no connection to a database, and ends when its server is told to stop.
"""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any, Final, TypeVar

from fastapi.sse import EventSourceResponse
from starlette.requests import Request

from shared.postgres.errors import is_unavailable
from shared.postgres.hurry import in_a_hurry
from shared.web.sessions import SignInFirst, find_staff

PING_SECONDS: Final = 15.0
"""A page that hears nothing for longer knows that the line is dead."""
LASTING_SECONDS: Final = 40.0
"""With the last ping it is over before the minute after which Caddy cuts an answer."""
RETRY_MILLISECONDS: Final = 1000
NewsT = TypeVar("NewsT")


def stream(request: Request, events: AsyncIterator[bytes]) -> EventSourceResponse:
    """Answer with events; that a page hears them is no use of a session, so none is prolonged."""
    request.state.lasts = True
    request.state.renewed_cookie = None
    return EventSourceResponse(events, headers={"X-Accel-Buffering": "no"})


def does_last(scope: Mapping[str, Any]) -> bool:
    """Say whether a request is answered by a stream."""
    return bool(scope.get("state", {}).get("lasts"))


async def is_signed_in(request: Request) -> bool:
    """Ask again whether the session holds; where that cannot be known the stream ends too."""
    try:
        with in_a_hurry():
            await find_staff(request)
    except SignInFirst:
        return False
    except Exception as error:
        if is_unavailable(error):
            return False
        raise
    return True


async def while_allowed(
    request: Request, news: AsyncGenerator[NewsT, None]
) -> AsyncGenerator[NewsT, None]:
    """Give news for as long as an answer lasts and its reader may see it."""
    began = checked = time.monotonic()
    async with aclosing(news) as coming:
        async for each in coming:
            now = time.monotonic()
            if now - began > LASTING_SECONDS:
                return
            if now - checked >= PING_SECONDS:
                if not await is_signed_in(request):
                    return
                checked = now
            yield each
