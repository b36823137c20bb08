"""What every service hears when staff come and go."""

from uuid import UUID

from services.intake.staff.model import Session
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.messaging.outbox import Announcement


def session_opened(session: Session) -> Announcement:
    """Say that someone signed in."""
    data = StaffSessionOpened(
        session_hash=session.session_hash,
        staff_id=session.staff_id,
        role=session.role,
        expires_at=session.expires_at,
    )
    return Announcement(f"staff_session/{session.id}", 1, data, session.id)


def session_closed(session_id: UUID, session_hash: str) -> Announcement:
    """Say that they signed out."""
    data = StaffSessionClosed(session_hash=session_hash)
    return Announcement(f"staff_session/{session_id}", 2, data, session_id)
