"""A member of staff, their session, and wrong passwords."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID

from shared.contracts.words import StaffRole

StaffId = NewType("StaffId", UUID)


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who may sign in."""

    id: StaffId
    password_hash: str = field(repr=False)
    role: StaffRole


@dataclass(frozen=True, slots=True)
class Session:
    """A member of staff is signed in with one browser."""

    id: UUID
    session_hash: str
    staff_id: StaffId
    role: StaffRole
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords so far from one place for one name, and how long it still has to wait."""

    failures: int
    wait: timedelta
