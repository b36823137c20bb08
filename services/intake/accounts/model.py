"""An account as whoever manages it sees it: nothing of what its holder signs in by."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from shared.reach_points import ReachPoint

Standing = Literal["active", "invited", "invitation_over", "disabled"]
"""How an account is.

`invitation_over`: they never came, or were set up before there was a second factor.
"""

NOT_THERE_YET: Final = frozenset[Standing]({"invited", "invitation_over"})


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


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who is to be invited, and where letters reach them, if that is known."""

    name: str
    grant: Grant
    to: ReachPoint | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """Whose account it is, and the token of the link by which they set it up."""

    staff_id: StaffId
    token: str = field(repr=False)
