"""Store facts and learn from them, many in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.ports import FiguresWork
from shared import heard_activation
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.web import sessions
from shared.work import Store


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The one reaction of reporting."""

    store: Store[FiguresWork]

    async def record_facts(self, events: Sequence[Envelope[Event]]) -> None:
        """Store what is new, in the log and in the figures; what is known changes nothing."""
        async with self.store.begin() as work:
            unknown = await work.first_deliveries(events)
            new = [event for event in _each_once(events) if event.id in unknown]
            if not new:
                return
            believed = await work.event_log.append(new)
            await work.figures.learn(knowledge_of(believed))
            for view in work.views:
                await view.learn(believed)
            for event in new:
                await sessions.apply(work.sessions, event.data)
                await heard_activation.apply(work.activations, event)


def _each_once(events: Sequence[Envelope[Event]]) -> list[Envelope[Event]]:
    return list({event.id: event for event in events}.values())
