"""Store facts and learn from them, many in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from services.reporting.domain.model import RequestFacts
from services.reporting.handlers.noting import knowledge_of
from services.reporting.ports.event_log import WithEventLog
from services.reporting.ports.figures import WithFigures
from services.reporting.ports.sessions import WithSessions
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.work import ReceivesBatches, Store


class RecordingWork(WithFigures, WithEventLog, WithSessions, ReceivesBatches, Protocol):
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
            await _note_sessions(work, new)


def request_of(events: Sequence[Envelope[Event]]) -> RequestFacts | None:
    """Say where a request stands after its facts; None while none of them is of intake."""
    return next(iter(knowledge_of(events).requests), None)


async def _note_sessions(work: WithSessions, events: Sequence[Envelope[Event]]) -> None:
    for event in events:
        if isinstance(event.data, StaffSessionOpened):
            await work.sessions.remember(cast("Envelope[StaffSessionOpened]", event))
        elif isinstance(event.data, StaffSessionClosed):
            await work.sessions.forget(cast("Envelope[StaffSessionClosed]", event))


def _each_once(events: Sequence[Envelope[Event]]) -> list[Envelope[Event]]:
    return list({event.id: event for event in events}.values())
