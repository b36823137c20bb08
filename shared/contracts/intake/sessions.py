"""Who of the staff is signed in."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.event import Event, HexHash, Open
from shared.contracts.words import StaffRole


class StaffSessionOpened(Event):
    """A member of staff signed in; other services recognise the session by its hash.

    Subject `staff_session/<id>`. The hash is SHA-256 of 256 random bits and opens nothing.
    """

    event_type: ClassVar[str] = "staff.session_opened"

    session_hash: HexHash
    staff_id: UUID
    role: Open[StaffRole]
    expires_at: AwareDatetime
    roles: tuple[Open[StaffRole], ...] = ()
    """All of them; empty from before there could be several: `role` is the only one."""
    organisation_id: UUID | None = None
    """The partner organisation or supplier they belong to."""
    permissions_version: int = Field(default=1, ge=1)
    """The table of permissions by which they were let in."""


class StaffSessionClosed(Event):
    """A member of staff signed out or was signed out. Subject `staff_session/<id>`."""

    event_type: ClassVar[str] = "staff.session_closed"

    session_hash: HexHash
