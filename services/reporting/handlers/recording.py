"""Store facts and learn from them, many in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.reporting.domain.model import RequestFacts
from services.reporting.handlers.noting import knowledge_of
from services.reporting.ports.event_log import WithEventLog
from services.reporting.ports.figures import WithFigures
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.web import sessions
from shared.work import ReceivesBatches, Store


class RecordingWork(WithFigures, WithEventLog, sessions.WithSessions, ReceivesBatches, Protocol):
    """What storing facts needs of a transaction."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The one reaction of reporting."""

    store: Store[RecordingWork]

    async def on_facts(self, events: Sequence[Envelope[Event]]) -> None:
        """Store what is new, in the log and in the figures; what is known changes nothing."""
        async with self.store.begin() as work:
            unknown = await work.first_deliveries(events)
            new = [event for event in _each_once(events) if event.id in unknown]
            if not new:
                return
            await work.event_log.append(new)
            await work.figures.learn(knowledge_of(new))
            for event in new:
                await sessions.apply(work.sessions, event.data)


def request_of(events: Sequence[Envelope[Event]]) -> RequestFacts | None:
    """Say where a request stands after its facts; None while none of them is of intake."""
    return next(iter(knowledge_of(events).requests), None)


def _each_once(events: Sequence[Envelope[Event]]) -> list[Envelope[Event]]:
    return list({event.id: event for event in events}.values())
