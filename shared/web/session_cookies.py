"""The cookie of a member of staff: a random token, intake's pass for it, and when it was last used.

`token~pass~stamp`. The pass says who they are, so that no service needs to have heard of it; the
service's own table says only which sessions were closed.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.contracts.event import known
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from shared.web.passes import Pass, PassReader, PassWriter
from shared.web.permissions import StaffSession
from shared.web.stamps import Stamps

LONGEST: Final = timedelta(hours=12)
"""Nobody works longer without signing in again, whatever a pass says."""
IDLE: Final = timedelta(minutes=30)
FRESH: Final = timedelta(minutes=5)
_RESTAMPED_AFTER: Final = timedelta(minutes=1)
_CLOCKS_DIFFER: Final = timedelta(minutes=1)

IsClosed = Callable[[str], Awaitable[bool]]
"""Asked with the hash of a token."""


Why = Literal["nobody", "idle", "ended", "fresh"]
"""Why somebody has to sign in; the sign-in page says so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is signed in, and the cookie as it should be from now on."""

    who: StaffSession
    is_fresh: bool
    cookie: str | None
    """None while the one the browser has is new enough."""


@dataclass(frozen=True, slots=True)
class SessionCookies:
    """Reads the cookies of a service's pages."""

    passes: PassReader
    stamps: Stamps
    is_closed: IsClosed
    now: Callable[[], datetime]

    async def read(self, cookie: str) -> Entry | Why:
        """Say who it is, or why they have to sign in."""
        token, said, stamp = _parts(cookie)
        shown = self.passes.read(token, said)
        who = _who(token, shown) if shown else None
        if shown is None or who is None:
            return "nobody"
        now, last = self.now(), self._last_use(token, shown, stamp)
        if now - last >= IDLE:
            return "idle"
        if not _holds(shown, now) or await self.is_closed(who.session_hash):
            return "ended"
        is_fresh = now - shown.proven_at < FRESH
        return Entry(who, is_fresh, self._renewed(token, said, now, last))

    def _last_use(self, token: str, shown: Pass, stamp: str) -> datetime:
        """Find the last use; a stamp from the future would never be idle."""
        seen = self.stamps.read(token, stamp)
        if seen is None or seen > self.now() + _CLOCKS_DIFFER:
            return shown.proven_at
        return max(seen, shown.proven_at)

    def _renewed(self, token: str, said: str, now: datetime, last: datetime) -> str | None:
        if now - last < _RESTAMPED_AFTER:
            return None
        return f"{token}~{said}~{self.stamps.of(token, now)}"


@dataclass(frozen=True, slots=True)
class CookieIssuer:
    """Intake's: makes the cookie of somebody who has just proved who they are."""

    passes: PassWriter
    stamps: Stamps
    now: Callable[[], datetime]
    permissions_version: int

    def issue(self, token: str, who: StaffSession) -> str:
        """Write the pass of a new session; `token` was never shown to anyone before."""
        now = self.now()
        said = Pass(
            staff_id=who.staff_id,
            roles=tuple(sorted(who.roles)),
            organisation_id=who.organisation_id,
            permissions_version=self.permissions_version,
            proven_at=now,
            ends_at=now + LONGEST,
        )
        return f"{token}~{self.passes.write(token, said)}~{self.stamps.of(token, now)}"


def cookie_name(*, secure: bool) -> str:
    """Name the cookie; the prefix, which binds it to this host, needs https."""
    return "__Host-porukalla" if secure else "porukalla"


def cookie_of(request: Request) -> str | None:
    """Give the browser's cookie, if it has one.

    With https only the cookie bound to this host counts: the other could be planted by a neighbour.
    """
    return request.cookies.get(cookie_name(secure=request.app.state.secure))


def token_of(request: Request) -> str | None:
    """Give the token in the browser's cookie, whatever else is wrong with it."""
    cookie = cookie_of(request)
    return _parts(cookie)[0] if cookie else None


def set_cookie(answer: Response, cookie: str, *, secure: bool) -> None:
    """Let the browser keep the cookie for the length of a session."""
    answer.set_cookie(
        cookie_name(secure=secure),
        cookie,
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def remove_cookie(answer: Response, *, secure: bool) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(cookie_name(secure=secure), secure=secure, httponly=True, samesite="lax")


@dataclass(frozen=True, slots=True)
class RenewedCookies:
    """Gives the browser the newer cookie that the gate left with the request."""

    app: ASGIApp
    secure: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the cookie added, but where the page sets or removes it itself."""

        async def renewing(message: Message) -> None:
            cookie = scope.get("state", {}).get("renewed_cookie")
            if cookie and message["type"] == "http.response.start":
                self._add(cookie, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, renewing if scope["type"] == "http" else send)

    def _add(self, cookie: str, headers: MutableHeaders) -> None:
        name = cookie_name(secure=self.secure)
        if not any(said.startswith(f"{name}=") for said in headers.getlist("set-cookie")):
            answer = Response()
            set_cookie(answer, cookie, secure=self.secure)
            headers.append("set-cookie", answer.headers["set-cookie"])


def _parts(cookie: str) -> tuple[str, str, str]:
    token, _, rest = cookie.partition("~")
    said, _, stamp = rest.partition("~")
    return token, said, stamp


def _holds(shown: Pass, now: datetime) -> bool:
    return now < min(shown.ends_at, shown.proven_at + LONGEST)


def _who(token: str, shown: Pass) -> StaffSession | None:
    roles = frozenset(role for code in shown.roles if (role := known(StaffRole, code)))
    if not roles:
        return None
    return StaffSession(shown.staff_id, roles, shown.organisation_id, token_hash(token))
