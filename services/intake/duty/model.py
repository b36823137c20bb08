"""A member of staff as somebody who may be called."""

from dataclasses import dataclass, field

from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from shared.reach_points import ReachPoint

ON_CALL = frozenset({StaffRole.OPERATOR, StaffRole.COORDINATOR})
"""Who may be on duty: those who speak with the people who ask."""


WRITTEN_TO_IN_THE_MORNING = frozenset({StaffRole.COORDINATOR, StaffRole.PARTNER_MEMBER})


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether they are on duty now, and where a letter reaches them."""

    staff_id: StaffId
    name: str = field(repr=False)
    roles: tuple[StaffRole, ...] = ()
    to: ReachPoint | None = None
    """None where no address of theirs is known."""
    is_on: bool = False
    wants_mornings: bool = True
    """Whether they want the letter of the morning."""
