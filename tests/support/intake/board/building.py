"""How matching's search stands, as it says it and as it is kept."""

from datetime import datetime, timedelta
from uuid import UUID

from services.intake.board.model import SearchReport
from shared.contracts.envelope import Envelope
from shared.contracts.matching import RequestSearchReported
from tests.support.intake.building import NOW
from tests.support.intake.requests.building import envelope

LOOK_AT = NOW + timedelta(minutes=15)


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
