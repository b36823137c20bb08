"""The log in memory; kept honest by `EventLogContract`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.reporting.event_log.model import Stood
from services.reporting.event_log.use_cases.standing import stood_in
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from tests.support.reporting.state import FakeState, Stored


@dataclass(frozen=True)
class FakeEventLog:
    """The log in one transaction."""

    state: FakeState

    async def append(self, events: Sequence[Envelope[Event]]) -> Sequence[Envelope[Event]]:
        self.state.log.extend(events)
        return events


@dataclass(frozen=True)
class FakeJourneys:
    """Reads the log of a store."""

    store: Stored

    async def journey(self, correlation_id: UUID) -> Sequence[Envelope[Event]]:
        found = [event for event in self.store.state.log if event.correlationid == correlation_id]
        return sorted(found, key=lambda event: (event.time, event.subjectversion))

    async def stood(self, correlation_ids: Sequence[UUID]) -> Mapping[UUID, Stood]:
        journeys = {each: await self.journey(each) for each in correlation_ids}
        return {each: stood_in(events) for each, events in journeys.items() if events}
