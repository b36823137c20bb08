"""Look into the log; that somebody looked is kept before anything is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.reporting.explorer.model import Filters, Found, Look, Looked, Opened, Step
from services.reporting.explorer.ports import EventLooks, EventReader
from services.reporting.explorer.rules import said, way_of

A_PAGE: Final = 50
LONGEST_WAY: Final = 500
"""Facts of one story that are shown; a request has some dozens."""
LOOKS_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class ExploreEvents:
    """The log for whoever runs the network."""

    reader: EventReader
    looks: EventLooks

    async def list_events(self, who: UUID, filters: Filters, before: int | None) -> Found:
        """Give a page of what is wanted."""
        await self.looks.note(Look(who, Looked.EVENTS, said(filters)))
        facts = await self.reader.newest(filters, before, A_PAGE + 1)
        shown = facts[:A_PAGE]
        return Found(shown, shown[-1].position if len(facts) > A_PAGE else None)

    async def open_event(self, who: UUID, event_id: UUID) -> Opened | None:
        """Give one with its body; None when there is none."""
        await self.looks.note(Look(who, Looked.EVENT, str(event_id)))
        return await self.reader.one(event_id)

    async def follow(self, who: UUID, correlation_id: UUID) -> Sequence[Step]:
        """Give the way of one request, event by event; empty when nothing is known of it."""
        await self.looks.note(Look(who, Looked.WAY, str(correlation_id)))
        return way_of(await self.reader.way(correlation_id, LONGEST_WAY))

    async def tell_looks(self) -> Sequence[Look]:
        """Say who looked last."""
        return await self.looks.latest(LOOKS_SHOWN)
