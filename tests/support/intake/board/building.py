"""How matching's search stands, as it says it and as it is kept."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.intake.board.model import BoardLine, SearchReport
from services.intake.requests.model import RequestId, State
from shared.contracts.envelope import Envelope
from shared.contracts.matching import RequestSearchReported
from shared.contracts.words import Category, Urgency
from tests.support.intake.building import NOW
from tests.support.intake.requests.building import envelope

LOOK_AT = NOW + timedelta(minutes=15)


def line(**bent: Any) -> BoardLine:  # noqa: ANN401  # fields of a line
    """Give a line of somebody who has just asked for groceries."""
    usual: dict[str, Any] = {
        "id": RequestId(uuid4()),
        "reference": "B7-3KQ9",
        "state": State.OPEN,
        "category": Category.GROCERIES,
        "urgency": Urgency.TODAY,
        "municipality": "491",
        "postal_code": "50100",
        "waiting": timedelta(minutes=5),
        "unmatched": None,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return BoardLine(**usual | bent)


def reported(request_id: UUID, version: int = 1, **bent: int) -> Envelope[RequestSearchReported]:
    """Report how the search stands."""
    counts = {
        "fitting": 12,
        "asked": 7,
        "waiting": 0,
        "declined": 3,
        "silent": 0,
        "at_their_cap": 2,
        "asked_enough": 0,
    }
    data = RequestSearchReported(request_id=request_id, look_at=LOOK_AT, **counts | bent)
    return envelope(f"need/{request_id}", version, data, request_id)


def report(version: int = 1, fitting: int = 12, look_at: datetime | None = None) -> SearchReport:
    """Give a report as it is kept."""
    return SearchReport(
        version=version,
        fitting=fitting,
        asked=7,
        waiting=0,
        declined=3,
        silent=0,
        at_their_cap=2,
        asked_enough=0,
        look_at=look_at,
    )
