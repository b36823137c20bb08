"""What a person or a program is told when something is wrong, and what is kept for us."""

import time
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus

import structlog
from fastapi.exceptions import RequestValidationError
from prometheus_client import Counter, Histogram
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.activation.rules import DoorShutError
from shared.postgres.errors import is_unavailable
from shared.postgres.hurry import in_a_hurry
from shared.telemetry import metrics
from shared.telemetry.traces import span
from shared.web.language import language_of
from shared.web.pages import Pages
from shared.web.streams import does_last
from shared.web.wrong_bodies import said_of

RETRY_AFTER = {"Retry-After": "30"}
KNOWN = frozenset({403, 404, 405, 413, 421, 429, 500, 503})
_ALIKE = {431: 413}
"""Statuses that the words of another fit."""
WATCHED = frozenset({"/health/live", "/health/ready", "/metrics"})
"""What machines ask all the time: nobody waits for it, and no line of the log tells of it."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Answer:
    """When an answer began, and how."""

    status: int = 0
    began: float = 0.0

    def note(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.began = message["status"], time.perf_counter()


@dataclass(frozen=True, slots=True)
class Answering:
    """Outermost of ours: measures, logs by route, and turns what escaped into an answer."""

    app: ASGIApp
    pages: Pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the path itself is never logged, it may hold a token."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, answer = time.perf_counter(), _Answer()

        async def noting(message: Message) -> None:
            answer.note(message)
            await send(message)

        with span("http", method=scope["method"]):
            try:
                with nullcontext() if scope["path"] in WATCHED else in_a_hurry():
                    await self.app(scope, receive, noting)
            except Exception as error:
                if answer.status:
                    raise
                await self._failed(scope, receive, noting, error)
            finally:
                # nobody waits for the end of a stream
                ended = answer.began if does_last(scope) else time.perf_counter()
                _note(scope, answer.status, ended - started)

    async def _failed(self, scope: Scope, receive: Receive, send: Send, error: Exception) -> None:
        if isinstance(error, DoorShutError):
            await shut(Request(scope, receive), error, self.pages)(scope, receive, send)
            return
        status = _status_of(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("request failed", route=_route(scope), exc_info=error)
        shown = getattr(error, "shown", None)
        answer = problem(Request(scope, receive), status, self.pages, shown)
        answer.headers.update(getattr(error, "headers", None) or {})
        await answer(scope, receive, send)


def problem(request: Request, status: int, pages: Pages, shown: str | None = None) -> Response:
    """Say what is wrong: a page with the phone number, or a problem document for programs.

    `shown` names the words of the page where those of the status do not fit.
    """
    headers = RETRY_AFTER if status in {429, 503} else {}
    if request.url.path.startswith("/api/"):
        body = {
            "title": HTTPStatus(status).phrase,
            "status": status,
            "phone": pages.contact.network_phone,
        }
        return JSONResponse(body, status, headers, media_type="application/problem+json")
    alike = _ALIKE.get(status, status)
    words = shown or str(alike if alike in KNOWN else 404)
    answer = pages.render(request, "problem.html", status, words=words)
    answer.headers.update(headers)
    return answer


def shut(request: Request, error: DoorShutError, pages: Pages) -> Response:
    """Say that a door is shut, and who helps meanwhile: nothing is wrong, so a page is a page."""
    if not request.url.path.startswith("/api/"):
        return pages.render(request, "shut.html", HTTPStatus.OK, shut=error.why)
    body = {"title": str(type(error).__doc__), "status": 403, "code": error.why}
    return JSONResponse(body, 403, media_type="application/problem+json")


def invalid_body(request: Request, error: RequestValidationError, pages: Pages) -> Response:
    """Name each field that is wrong in the caller's language, without repeating its value."""
    text = partial(pages.text, language_of(request))
    errors = [said_of(item, text) for item in error.errors()]
    body = {"title": "Unprocessable Content", "status": 422, "errors": errors}
    return JSONResponse(body, 422, media_type="application/problem+json")


def _status_of(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, ClientDisconnect):  # nobody reads it, and nothing is wrong here
        return 400
    return 503 if is_unavailable(error) else 500


def _note(scope: Scope, status: int, seconds: float) -> None:
    route = _route(scope)
    total, taken = _figures(route, status)
    total.inc()
    taken.observe(seconds)
    if route not in WATCHED:
        log.info(
            "request served",
            method=scope["method"],
            route=route,
            status=status,
            seconds=round(seconds, 4),
        )


@cache
def _figures(route: str, status: int) -> tuple[Counter, Histogram]:
    """Look up each once: there are as many as routes and statuses."""
    total = metrics.http_requests_total.labels(route, str(status))
    return total, metrics.http_request_seconds.labels(route)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "none")
