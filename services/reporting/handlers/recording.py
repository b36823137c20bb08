"""Store facts and learn from them, many in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from services.reporting.handlers.noting import knowledge_of
from services.reporting.ports import Store, Work
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened


@dataclass(frozen=True, slots=True)
class Recording:
    """The one reaction of reporting."""

    store: Store

    async def on_facts(self, events: Sequence[Envelope[Event]]) -> None:
        """Store what is new, in the log and in the figures; what is known changes nothing."""
        async with self.store.begin() as work:
            unknown = await work.first_deliveries(events)
            new = [event for event in _each_once(events) if event.id in unknown]
            if not new:
                return
            await work.append(new)
            await work.learn(knowledge_of(new))
            await _note_sessions(work, new)


async def _note_sessions(work: Work, events: Sequence[Envelope[Event]]) -> None:
    for event in events:
        if isinstance(event.data, StaffSessionOpened):
            await work.remember_session(cast("Envelope[StaffSessionOpened]", event))
        elif isinstance(event.data, StaffSessionClosed):
            await work.forget_session(cast("Envelope[StaffSessionClosed]", event))


def _each_once(events: Sequence[Envelope[Event]]) -> list[Envelope[Event]]:
    return list({event.id: event for event in events}.values())
