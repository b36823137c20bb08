"""An account as whoever manages it sees it: nothing of what its holder signs in by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole

Standing = Literal["active", "invited", "invitation_over", "disabled"]
"""How an account is.

`invitation_over`: they never came, or were set up before there was a second factor.
"""


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the list."""

    id: StaffId
    name: str
    roles: tuple[StaffRole, ...]
    organisation_id: UUID | None
    standing: Standing
    passkeys: int
    has_totp: bool
    recovery_codes: int
    sessions: int
    """Open now, at most twelve hours old."""
    invited_until: datetime | None
    last_signed_in: datetime | None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """What someone is to be."""

    roles: tuple[StaffRole, ...]
    organisation_id: UUID | None = None
