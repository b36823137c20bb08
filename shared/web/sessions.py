"""Staff sessions as every service knows them: who asks, and which sessions were closed.

Who signed in is in the browser's cookie (`shared.web.session_cookies`); that a session was closed
is heard by event. An event opens nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.web.pages import address
from shared.web.permissions import StaffSession
from shared.web.session_cookies import Entry, IsClosed, SessionCookies, Why, cookie_of
from shared.work import Receives, Store

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")


class SignInFirst(HTTPException):
    """Nobody is signed in: the person is sent to the sign-in page."""

    def __init__(self, request: Request, why: Why = "nobody") -> None:
        """Answer 303 to the sign-in page in the request's language, which says why."""
        reason = "" if why == "nobody" else f"?why={why}"
        super().__init__(303, headers={"Location": address(request, "sign_in") + reason})


def staff_of(request: Request) -> StaffSession:
    """Give who asked for a page that the table of permissions opens to staff only."""
    who: StaffSession = request.state.staff
    return who


async def find_staff(request: Request) -> Entry:
    """Give who is signed in, or send the person to sign in.

    Whose cookie it is is asked of the application: `shared.web.use_cases.provide`.
    """
    cookies: SessionCookies = request.app.state.session_cookies
    cookie = cookie_of(request)
    found = await cookies.read(cookie) if cookie else "nobody"
    if isinstance(found, str):
        raise SignInFirst(request, found)
    return found


class Sessions(Protocol):
    """Which sessions of staff were closed, in one transaction."""

    async def close(self, closed: StaffSessionClosed) -> None:
        """Let nobody in by this session any more."""
        ...


class WithSessions(Protocol):
    """A transaction in which sessions can be closed."""

    @property
    def sessions(self) -> Sessions:
        """Give the sessions as this transaction sees them."""
        ...


class SessionWork(WithSessions, Receives, Protocol):
    """What closing sessions needs of a service's transaction."""


@dataclass(frozen=True, slots=True)
class KeepSessions:
    """The reaction of a service that shows pages to staff; the order of events does not matter."""

    store: Store[SessionWork]

    async def on_staff_session_closed(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.sessions.close(event.data)


async def apply(sessions: Sessions, fact: Event) -> None:
    """Apply a fact that is claimed already; one that closes no session changes nothing."""
    if isinstance(fact, StaffSessionClosed):
        await sessions.close(fact)


@dataclass(frozen=True, slots=True)
class PostgresSessions:
    """Implements the port `Sessions` on one connection."""

    connection: Connection

    async def close(self, closed: StaffSessionClosed) -> None:
        """Keep the hash for as long as a pass may hold, and longer."""
        await self.connection.execute(SQL["close_session"], closed.session_hash)

    async def is_closed(self, hashed: str) -> bool:
        """Look the hash up."""
        return bool(await self.connection.fetchval(SQL["is_session_closed"], hashed))


def closed_in(pool: Pool) -> IsClosed:
    """Look closed sessions up in the service's database."""

    async def is_closed(hashed: str) -> bool:
        async with pool.acquire() as connection:
            return await PostgresSessions(connection).is_closed(hashed)

    return is_closed
