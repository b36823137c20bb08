"""Staff who sign in: the events that say so, and sessions in memory."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast
from uuid import uuid4

from shared.activation import FIRST_ACTIVATION
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement, Outbox
from shared.sealing.tokens import token_hash
from shared.web.permissions import StaffSession
from shared.web.sessions import session_of

HALF_A_DAY = timedelta(hours=12)


def session_opened(
    hashed: str, role: StaffRole = StaffRole.COORDINATOR, *, lasts: timedelta = HALF_A_DAY
) -> Envelope[StaffSessionOpened]:
    """Say as intake does that someone of the staff signed in."""
    data = _opened(hashed, role, lasts)
    return cast("Envelope[StaffSessionOpened]", _said(1, data))


def session_closed(hashed: str) -> Envelope[StaffSessionClosed]:
    """Say that they signed out."""
    data = StaffSessionClosed(session_hash=hashed)
    return cast("Envelope[StaffSessionClosed]", _said(2, data))


@dataclass
class FakeSessions:
    """Sessions in memory; a closed one is kept as nothing, so that it never opens."""

    known: dict[str, StaffSessionOpened | None] = field(default_factory=dict)

    async def remember(self, opened: StaffSessionOpened) -> None:
        self.known.setdefault(opened.session_hash, opened)

    async def forget(self, closed: StaffSessionClosed) -> None:
        self.known[closed.session_hash] = None

    async def find(self, hashed: str) -> StaffSession | None:
        opened = self.known.get(hashed)
        if opened is None or opened.expires_at <= _now():
            return None
        return session_of(opened.staff_id, opened.roles or [opened.role], opened.organisation_id)

    def sign_in(self, role: StaffRole) -> str:
        """Sign someone of the staff in; gives their browser's token."""
        token = f"token-{role}"
        self.known[token_hash(token)] = _opened(token_hash(token), role, HALF_A_DAY)
        return token


def _opened(hashed: str, role: StaffRole, lasts: timedelta) -> StaffSessionOpened:
    return StaffSessionOpened(
        session_hash=hashed, staff_id=uuid4(), role=role, expires_at=_now() + lasts
    )


def _said(version: int, data: Event) -> Envelope[Event]:
    session_id = uuid4()
    subject = f"staff_session/{session_id}"
    announcement = Announcement(subject, version, data, session_id, activation=FIRST_ACTIVATION)
    return Outbox("porukalla/intake", _now, uuid4).envelope(announcement)


def _now() -> datetime:
    return datetime.now(UTC)
