"""What is told to a board that somebody looks at: from where on, and what is news to it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from services.intake.board.model import Changed, Since, Wanted
from services.intake.board.rules.wanted import STATES, fits

KEPT: Final = timedelta(hours=1)
"""Much less than changes are kept: who was away for longer is told to look at the whole again."""
NEVER_TOLD: Final = Since(datetime(1970, 1, 1, tzinfo=UTC), "1:1:")
"""Of whoever does not say from where on: all may have changed."""
_SINCE: Final = re.compile(r"([0-9]{1,11})\.([0-9]{1,18}):([0-9]{1,18}):((?:[0-9]{1,18},?)*)")
_LONGEST: Final = 4000


def arrives(changed: Changed, wanted: Wanted) -> bool:
    """Say whether a line is one that this board did not have before."""
    if changed.was is None or not fits(changed.line, wanted):
        return False
    return changed.was not in STATES[wanted.group]


def written(since: Since) -> str:
    """Write it as the id of an event."""
    return f"{int(since.at.timestamp())}.{since.snapshot}"


def read_since(said: str) -> Since | None:
    """Read such an id; None for one that we never wrote."""
    found = _SINCE.fullmatch(said) if len(said) <= _LONGEST else None
    if found is None:
        return None
    first, last = int(found[2]), int(found[3])
    running = [int(one) for one in found[4].split(",") if one]
    if not 0 < first <= last or not _is_within(running, first, last):
        return None
    snapshot = f"{first}:{last}:{','.join(map(str, running))}"
    return Since(datetime.fromtimestamp(int(found[1]), UTC), snapshot)


def _is_within(running: list[int], first: int, last: int) -> bool:
    rises = all(one < other for one, other in pairwise(running))
    return rises and all(first <= one < last for one in running)
