"""Rows that were set aside, on the page over fakes."""

from datetime import timedelta
from uuid import uuid4

from services.matching.troubles.model import NEEDS, VOLUNTEERS, Kind, Trouble
from tests.support.matching.page import PageWorld

KINDS = (
    NEEDS,
    VOLUNTEERS,
    *map(
        Kind, ("search_reports", "supply", "lapsed_matches", "weeks_over", "unconfirmed_applicants")
    ),
)
ERRORS = (
    *("KeyLostError", "ErasedError", "TamperedError", "UnknownRingKeyError"),
    *("UnreachableError", "Unfinished", "RowHangsError"),
)


def set_aside(
    world: PageWorld, kind: Kind, error: str = "KeyLostError", row_id: str | None = None
) -> Trouble:
    """Set one row aside, a minute after the one before."""
    troubles = world.store.state.troubles
    since = world.store.state.now + timedelta(minutes=len(troubles))
    troubles.append(Trouble(kind, row_id or str(uuid4()), since, 5, error))
    return troubles[-1]
