"""What every service hears when staff come and go."""

from uuid import UUID

from services.intake.staff.model import PERMISSIONS_VERSION, Session
from shared.activation import Activation
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.messaging.outbox import Announcement, Story


def session_opened(session: Session, activation: Activation) -> Announcement:
    """Say that someone signed in."""
    data = StaffSessionOpened(
        session_hash=session.session_hash,
        staff_id=session.staff_id,
        role=session.roles[0],
        expires_at=session.expires_at,
        roles=session.roles,
        organisation_id=session.organisation_id,
        permissions_version=PERMISSIONS_VERSION,
    )
    return _story(session.id, activation).say(f"staff_session/{session.id}", 1, data)


def session_closed(session_id: UUID, session_hash: str, activation: Activation) -> Announcement:
    """Say that they signed out."""
    data = StaffSessionClosed(session_hash=session_hash)
    return _story(session_id, activation).say(f"staff_session/{session_id}", 2, data)


def _story(session_id: UUID, activation: Activation) -> Story:
    return Story(session_id, activation=activation)
