"""Follow one request through its facts."""

from collections.abc import Sequence

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model.facts import RequestFacts
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


def request_of(events: Sequence[Envelope[Event]]) -> RequestFacts | None:
    """Say where a request stands after its facts; None while none of them is of intake."""
    return next(iter(knowledge_of(events).requests), None)
