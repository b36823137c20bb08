"""A member of staff, their session, and wrong passwords."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, NewType
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


Change = Literal[
    "invited",
    "set_up",
    "roles_changed",
    "disabled",
    "reset",
    "sessions_ended",
    "recovery_code_used",
    "password_changed",
    "invited_again",
]
"""What is done with an account.

`set_up`: the invited person has chosen a password and a second factor. `reset`: all by which they
signed in is forgotten, and they are invited anew. `invited_again`: who has not come yet got a new
link.
"""


@dataclass(frozen=True, slots=True)
class StaffChange:
    """A line of the audit of accounts."""

    id: UUID
    staff_id: StaffId
    change: Change
    changed_by: StaffId | None
    """None stands for the operator's tool."""
    roles: tuple[StaffRole, ...] | None = None
    """Those they have from now on."""
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that can be closed."""

    id: UUID
    session_hash: str


@dataclass(frozen=True, slots=True)
class SeenSession(OpenSession):
    """A session as its owner sees it."""

    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords so far in one bucket, and how long the next try has to wait."""

    failures: int
    wait: timedelta
    since: timedelta = timedelta()
    """Since the last was counted."""
