"""The log in memory as it is looked into; kept honest by `ExplorerContract`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.reporting.explorer.model import Filters, Logged, Look, Opened
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from tests.support.reporting.building import START
from tests.support.reporting.state import Stored


@dataclass(frozen=True)
class FakeEventReader:
    """Reads the log of a store; a fact arrives when it happens."""

    store: Stored

    async def newest(self, filters: Filters, before: int | None, limit: int) -> Sequence[Logged]:
        found = [fact for fact in self._facts() if is_wanted(fact, filters)]
        newest = [fact for fact in reversed(found) if before is None or fact.position < before]
        return newest[:limit]

    async def one(self, event_id: UUID) -> Opened | None:
        for fact, event in zip(self._facts(), self.store.state.log, strict=True):
            if fact.event_id == event_id:
                return Opened(fact, write(event).decode())
        return None

    async def way(self, correlation_id: UUID, limit: int) -> Sequence[Logged]:
        found = [fact for fact in self._facts() if fact.correlation_id == correlation_id]
        return sorted(found, key=lambda fact: (fact.occurred_at, fact.subject_version))[:limit]

    def _facts(self) -> Iterator[Logged]:
        for position, event in enumerate(self.store.state.log, start=1):
            yield logged(position, event)


@dataclass
class FakeEventLooks:
    """Who looked, in memory."""

    looks: list[Look] = field(default_factory=list)

    async def note(self, look: Look) -> None:
        self.looks.append(replace(look, at=START))

    async def latest(self, limit: int) -> Sequence[Look]:
        return self.looks[::-1][:limit]


def logged(position: int, event: Envelope[Event]) -> Logged:
    return Logged(
        position=position,
        event_id=event.id,
        type=event.type,
        subject=event.subject,
        subject_version=event.subjectversion,
        correlation_id=event.correlationid,
        occurred_at=event.time,
        recorded_at=event.time,
        exercise=event.exercise,
        source=event.source,
        causation_id=event.causationid,
    )


def is_wanted(fact: Logged, filters: Filters) -> bool:
    wanted = (filters.type, filters.subject, filters.correlation_id)
    is_it = zip(wanted, (fact.type, fact.subject, fact.correlation_id), strict=True)
    return (
        all(each is None or each == found for each, found in is_it)
        and (filters.first is None or fact.recorded_at >= filters.first)
        and (filters.last is None or fact.recorded_at < filters.last)
    )
