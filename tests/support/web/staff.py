"""Staff who are signed in: their cookies, and sessions that ended."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.intake import StaffSessionClosed
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement, Outbox
from shared.sealing.key_text import KeyText
from shared.sealing.tokens import new_token
from shared.web.passes import PassReader, PassWriter, new_pass_key, public_pass_keys
from shared.web.permissions import StaffSession
from shared.web.session_cookies import CookieIssuer, IsClosed, SessionCookies
from shared.web.stamps import Stamps

Now = Callable[[], datetime]

PASS_KEYS: Final = new_pass_key()
PUBLIC_PASS_KEYS: Final = public_pass_keys(PASS_KEYS)
STAMP_KEYS: Final = "a key of tests"
SESSION_KEYS: Final = {
    "session_public_keys": PUBLIC_PASS_KEYS,
    "session_stamp_keys": STAMP_KEYS,
}
"""What every service is told."""


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


async def none_closed(_: str) -> bool:
    """Know of no session that was closed."""
    return False


def cookie_issuer(now: Now = utc_now) -> CookieIssuer:
    """Make cookies as intake does."""
    return CookieIssuer(PassWriter(KeyText(PASS_KEYS)), Stamps(KeyText(STAMP_KEYS)), now, 1)


def session_cookies(is_closed: IsClosed = none_closed, now: Now = utc_now) -> SessionCookies:
    """Read cookies as every service does."""
    passes, stamps = PassReader(KeyText(PUBLIC_PASS_KEYS)), Stamps(KeyText(STAMP_KEYS))
    return SessionCookies(passes, stamps, is_closed, now)


def someone(*roles: StaffRole, organisation: UUID | None = None) -> StaffSession:
    """Give somebody who may sign in."""
    return StaffSession(uuid4(), frozenset(roles), organisation)


def cookie_for(*roles: StaffRole, organisation: UUID | None = None) -> str:
    """Sign somebody in just now; gives their browser's cookie."""
    return cookie_issuer().issue(new_token(), someone(*roles, organisation=organisation))


def session_closed(hashed: str) -> Envelope[StaffSessionClosed]:
    """Say as intake does that somebody signed out."""
    session_id, data = uuid4(), StaffSessionClosed(session_hash=hashed)
    subject = f"staff_session/{session_id}"
    announcement = Announcement(subject, 2, data, session_id, activation=FIRST_ACTIVATION)
    envelope = Outbox("porukalla/intake", utc_now, uuid4).envelope(announcement)
    return Envelope[StaffSessionClosed].model_validate(envelope.model_dump())


@dataclass
class FakeSessions:
    """The hashes of closed sessions in memory."""

    closed: set[str] = field(default_factory=set)

    async def close(self, closed: StaffSessionClosed) -> None:
        self.closed.add(closed.session_hash)

    async def is_closed(self, hashed: str) -> bool:
        return hashed in self.closed
