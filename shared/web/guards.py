"""Pure ASGI guards around every service: headers, foreign forms, and bodies that are too large."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
MAX_UPLOAD = 1024 * 1024
"""Of a page that files are sent to; as much as is read without being written to a disk."""
MOST_HEADERS = 80
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: that makes browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_OWN_FORMS = "form-action 'self'"
IMMUTABLE = "public, max-age=31536000, immutable"


class SecurityHeaders:
    """Adds the headers to every answer, those of errors included."""

    def __init__(self, app: ASGIApp, *, secure: bool = False, leads_to: str = "") -> None:
        """Write them once; `leads_to` is the origin of another house that a form may lead to."""
        forms = f"{_OWN_FORMS} {leads_to}".rstrip()
        told = {name: value.replace(_OWN_FORMS, forms) for name, value in SECURITY.items()}
        if secure:
            told["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        self.app, self._kept, self._passing = (
            app,
            _raw(told | {"Cache-Control": IMMUTABLE}),
            _raw(told | {"Cache-Control": "no-store"}),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = self._kept if _may_be_kept(scope, message) else self._passing
                theirs = [each for each in message["headers"] if each[0] not in ours]
                message["headers"] = [*theirs, *ours.items()]
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


class NoFormError(HTTPException):
    """Something was sent that no page of ours sent: an old window, an address typed in."""

    shown = "form"
    """The words of the page that is shown."""

    def __init__(self) -> None:
        """Refuse it as others are."""
        super().__init__(403)


@dataclass(frozen=True, slots=True)
class OwnFormsOnly:
    """Refuses writes that a page of another site sends (CSRF), by the browser's own word.

    A client that says nothing of where it comes from is no browser: it may use the API only.
    """

    app: ASGIApp
    scheme: str = "http"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse with 403."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            headers = Headers(scope=scope)
            if headers.get("sec-fetch-site") == "none":
                raise NoFormError
            if not _is_own(scope["path"], headers, self.scheme):
                raise HTTPException(403)
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """Refuses bodies over 64 kB without reading them further, and headers without number."""

    app: ASGIApp
    uploads: Collection[str] = ()
    """Paths where a body may be 1 MB."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the body on piece by piece, or refuse with 413."""
        seen = 0
        most = MAX_UPLOAD if scope.get("path") in self.uploads else MAX_BODY

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413)
            return message

        if scope["type"] == "http":
            if len(scope["headers"]) > MOST_HEADERS:
                raise HTTPException(431)
            announced = Headers(scope=scope).get("content-length", "0")
            if not announced.isdigit() or int(announced) > most:
                raise HTTPException(413)
        await self.app(scope, limited, send)


def _raw(headers: Mapping[str, str]) -> Mapping[bytes, bytes]:
    return {name.lower().encode(): value.encode() for name, value in headers.items()}


def _may_be_kept(scope: Scope, answer: Message) -> bool:
    # a missing asset may be there after the next deployment
    return scope["path"].startswith("/assets/") and answer["status"] in {200, 206, 304}


def _is_own(path: str, headers: Headers, scheme: str) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    # browsers before 2020 send no Origin with their own forms, but a Referer
    origin = headers.get("origin", headers.get("referer"))
    if origin is not None:
        said = urlsplit(origin)
        return (said.scheme, said.netloc) == (scheme, headers.get("host"))
    return path.startswith("/api/")
