"""What a journey says last of how its request stands."""

from collections.abc import Iterable
from typing import Final

from services.reporting.event_log.model import Stood
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    RequestEscalated,
    RequestReopened,
)
from shared.contracts.matching import ChangesStanding

CHANGING: Final = tuple(
    kind.event_type
    for kind in (
        RequestCreated,
        RequestEscalated,
        RequestReopened,
        RequestCancelled,
        RequestCompleted,
        RequestClosed,
    )
)
"""Intake's events that change how a request stands."""


def stood_in(events: Iterable[Envelope[Event]]) -> Stood:
    """Say what was said last, in whatever order it came."""
    own, other = [(0, "")], [(0, "")]
    for event in events:
        data = event.data
        if event.type in CHANGING:
            own.append((event.subjectversion, event.type))
        if isinstance(data, ChangesStanding) and data.standing:
            other.append((data.standing_number or 0, data.standing))
    return Stood(max(own)[1] or None, max(other)[1] or None)
