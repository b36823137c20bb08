"""A member of staff, their session, and wrong passwords."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NewType
from uuid import UUID

from shared.contracts.words import StaffRole

StaffId = NewType("StaffId", UUID)

PERMISSIONS_VERSION: Final = 2
"""Of the table that says what each role may do; every session says by which it was let in."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who may sign in."""

    id: StaffId
    name: str
    """What they type to sign in."""
    password_hash: str | None = field(repr=False)
    """None until they have chosen one."""
    roles: tuple[StaffRole, ...]
    """At least one; the first stands for all where only one can be said."""
    organisation_id: UUID | None = None
    """The partner organisation or supplier they belong to."""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff is signed in with one browser."""

    id: UUID
    session_hash: str
    staff_id: StaffId
    roles: tuple[StaffRole, ...]
    expires_at: datetime
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords so far from one place for one name, and how long it still has to wait."""

    failures: int
    wait: timedelta
