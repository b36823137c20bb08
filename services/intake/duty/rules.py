"""How long somebody is on duty, and who is written to."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.intake.duty.model import Duty
from shared.contracts.words import StaffRole

AT_MOST: Final = timedelta(hours=12)
"""By the network's clock: who forgot to go off duty must not be the only one who is called."""


def whom_to_call(duties: Sequence[Duty], *, widely: bool) -> Sequence[Duty]:
    """Choose who is written to: those on duty, else every coordinator; `widely` both."""
    reached = [duty for duty in duties if duty.to is not None]
    on_duty = [duty for duty in reached if duty.is_on]
    if on_duty and not widely:
        return on_duty
    return [duty for duty in reached if duty.is_on or StaffRole.COORDINATOR in duty.roles]
