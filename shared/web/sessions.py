"""Staff sessions as every service knows them: opened at intake, heard by event, checked here."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.tokens import token_hash
from shared.web.language import language_of

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")
MIGRATIONS = Path(__file__).parent / "migrations"
MAX_AGE_SECONDS = 12 * 3600


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Who is at the other end of a request."""

    staff_id: UUID
    role: StaffRole


class SignInFirst(HTTPException):
    """Nobody is signed in: the person is sent to the sign-in page."""

    def __init__(self, request: Request) -> None:
        """Answer 303 to the sign-in page in the request's language."""
        target = f"/{language_of(request)}/kirjaudu"
        super().__init__(303, headers={"Location": target})


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


async def require(
    request: Request, find: FindSession, roles: Collection[StaffRole]
) -> StaffSession:
    """Give the session, or send the person to sign in; another role is refused with 403."""
    hashed = session_hash(request)
    session = await find(hashed) if hashed else None
    if session is None:
        raise SignInFirst(request)
    if session.role not in roles:
        raise HTTPException(403)
    return session


async def find_session(connection: Connection, hashed: str) -> StaffSession | None:
    """Look a session up; expired and closed ones are not found, nor those of an unknown role."""
    row = await connection.fetchrow(SQL["find_session"], hashed)
    if row is None or row["role"] not in set(StaffRole):
        return None
    return StaffSession(row["staff_id"], StaffRole(row["role"]))


async def remember(connection: Connection, event: Envelope[StaffSessionOpened]) -> None:
    """Apply staff.session_opened; one that was closed already stays closed."""
    opened = event.data
    await connection.execute(
        SQL["open_session"], opened.session_hash, opened.staff_id, opened.role, opened.expires_at
    )


async def forget(connection: Connection, event: Envelope[StaffSessionClosed]) -> None:
    """Apply staff.session_closed, also when it arrives before the opening."""
    await connection.execute(SQL["close_session"], event.data.session_hash)


async def sweep(connection: Connection) -> None:
    """Remove what ended two days ago; an opening heard later than that has expired itself."""
    await connection.execute(SQL["forget_sessions"])
