"""How often one person may be asked, and how much of a week is theirs to give."""

from collections.abc import Callable
from typing import Final

from services.matching.engine.model import (
    Helper,
    Reason,
    Wanted,
)


def recent_asks(helper: Helper, need: Wanted) -> float:
    """Count the asks a helper has not forgotten yet; one fades while the next one waits."""
    return max(0, helper.rested_at - need.minute) / need.forget_minutes


Rules = tuple[tuple[Reason, Callable[[Helper, Wanted], bool]], ...]


ROOM: Final[Rules] = (
    (Reason.AT_WEEKLY_CAP, lambda helper, _: helper.load < helper.weekly_cap),
    (Reason.ASKED_ENOUGH, lambda helper, need: recent_asks(helper, need) + 1 <= need.ask_limit),
)
