"""Staff sessions as every service knows them: opened at intake, heard by event, checked here."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, known
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.tokens import token_hash
from shared.web.pages import address
from shared.web.permissions import StaffSession
from shared.work import Receives, Store

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")
MAX_AGE_SECONDS = 12 * 3600


class SignInFirst(HTTPException):
    """Nobody is signed in: the person is sent to the sign-in page."""

    def __init__(self, request: Request) -> None:
        """Answer 303 to the sign-in page in the request's language."""
        super().__init__(303, headers={"Location": address(request, "sign_in")})


FindSession = Callable[[str], Awaitable[StaffSession | None]]


def cookie_name(*, secure: bool) -> str:
    """Name the cookie; the prefix, which binds it to this host, needs https."""
    return "__Host-porukalla" if secure else "porukalla"


def set_cookie(answer: Response, token: str, *, secure: bool) -> None:
    """Let the browser keep the token for the length of a session."""
    answer.set_cookie(
        cookie_name(secure=secure),
        token,
        max_age=MAX_AGE_SECONDS,
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def session_hash(request: Request) -> str | None:
    """Hash the browser's session token, if it has one.

    With https only the cookie bound to this host counts: the other could be planted by a neighbour.
    """
    token = request.cookies.get(cookie_name(secure=request.app.state.secure))
    return token_hash(token) if token else None


def staff_of(request: Request) -> StaffSession:
    """Give who asked for a page that the table of permissions opens to staff only."""
    who: StaffSession = request.state.staff
    return who


async def find_staff(request: Request) -> StaffSession:
    """Give who is signed in, or send the person to sign in.

    Who is signed in is asked of the application: `shared.web.use_cases.provide`.
    """
    find: FindSession = request.app.state.find_session
    hashed = session_hash(request)
    session = await find(hashed) if hashed else None
    if session is None:
        raise SignInFirst(request)
    return session


def session_of(
    staff_id: UUID, roles: Collection[str], organisation_id: UUID | None = None
) -> StaffSession | None:
    """Make a session of those roles that this version knows; None when it knows none."""
    mine = frozenset(role for code in roles if (role := known(StaffRole, code)))
    return StaffSession(staff_id, mine, organisation_id) if mine else None


class Sessions(Protocol):
    """Who of the staff is signed in, in one transaction."""

    async def remember(self, opened: StaffSessionOpened) -> None:
        """Know someone who signed in; whoever signed out already stays out."""
        ...

    async def forget(self, closed: StaffSessionClosed) -> None:
        """Know them no more, also when this arrives before the sign-in."""
        ...


class WithSessions(Protocol):
    """A transaction in which sessions can be kept and dropped."""

    @property
    def sessions(self) -> Sessions:
        """Give the sessions as this transaction sees them."""
        ...


class SessionWork(WithSessions, Receives, Protocol):
    """What keeping sessions needs of a service's transaction."""


@dataclass(frozen=True, slots=True)
class KeepSessions:
    """The reactions of a service that shows pages to staff; in any order, a sign-out wins."""

    store: Store[SessionWork]

    async def on_staff_session_opened(self, event: Envelope[StaffSessionOpened]) -> None:
        """Let the member of staff in."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.sessions.remember(event.data)

    async def on_staff_session_closed(self, event: Envelope[StaffSessionClosed]) -> None:
        """Show them nothing more."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.sessions.forget(event.data)


async def apply(sessions: Sessions, fact: Event) -> None:
    """Apply a fact that is claimed already; one that is not about a session changes nothing."""
    if isinstance(fact, StaffSessionOpened):
        await sessions.remember(fact)
    elif isinstance(fact, StaffSessionClosed):
        await sessions.forget(fact)


@dataclass(frozen=True, slots=True)
class PostgresSessions:
    """Implements the port `Sessions` on one connection."""

    connection: Connection

    async def remember(self, opened: StaffSessionOpened) -> None:
        """Insert; a row that is there already stays as it is."""
        await self.connection.execute(
            SQL["open_session"],
            opened.session_hash,
            opened.staff_id,
            opened.role,
            opened.expires_at,
            opened.roles or [opened.role],
            opened.organisation_id,
            opened.permissions_version,
        )

    async def forget(self, closed: StaffSessionClosed) -> None:
        """Close the row, or leave a closed one for an opening that is still to come."""
        await self.connection.execute(SQL["close_session"], closed.session_hash)

    async def find(self, hashed: str) -> StaffSession | None:
        """Look a session up; not one expired or closed, nor one without a role known here."""
        row = await self.connection.fetchrow(SQL["find_session"], hashed)
        return session_of(row["staff_id"], row["roles"], row["organisation_id"]) if row else None


def find_in(pool: Pool) -> FindSession:
    """Look sessions up in the service's database."""

    async def find(hashed: str) -> StaffSession | None:
        async with pool.acquire() as connection:
            return await PostgresSessions(connection).find(hashed)

    return find
