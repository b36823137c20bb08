"""Make projections anew from the log alone, while it goes on; sends nothing outward."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.reporting.event_log.model import Progress, Rebuilt
from services.reporting.event_log.ports import RebuildSession
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event, LaterEvent

PASSES: Final = 2
"""What came while the log was read is read once more, so that little is left at the end."""

Tell = Callable[[int, int], None]
"""Hears which position is learned, and up to which one the log goes."""


class AlreadyRebuildingError(Exception):
    """Somebody else is rebuilding."""


@dataclass(frozen=True, slots=True)
class RebuildProjections:
    """What the operator asks for when figures are in doubt, or are counted by another rule.

    `made_by` says what, and by which rules: only the same goes on where it was cut off.
    """

    session: RebuildSession
    made_by: str
    tell: Tell

    async def rebuild_projections(self) -> Rebuilt:
        """Read the log into shadows and put them in the place of the live projections.

        New facts wait only while the last of the log is read and the rows that differ are
        exchanged; readers never see a half. Raises AlreadyRebuildingError.
        """
        if not await self.session.shadows.lead():
            raise AlreadyRebuildingError
        progress = begun = await self._begun()
        for _ in range(PASSES):
            progress = await self._follow(progress)
        async with self.session.transaction():
            await self.session.replay.hold()
            progress = await self._follow(progress)
            differing = await self.session.shadows.swap()
        return Rebuilt(progress.facts, begun.position, progress.later, differing)

    async def _begun(self) -> Progress:
        shadows = self.session.shadows
        progress = await shadows.resume(self.made_by) or await shadows.begin(self.made_by)
        await shadows.use()
        return progress

    async def _follow(self, progress: Progress) -> Progress:
        last = await self.session.replay.last_position()
        async for position, events in self.session.replay.facts(progress.position, last):
            progress = _after(progress, position, events)
            async with self.session.transaction():
                await self.session.learn(events)
                await self.session.shadows.note(progress)
            self.tell(position, last)
        return progress


def _after(progress: Progress, position: int, events: Sequence[Envelope[Event]]) -> Progress:
    later = Counter(event.type for event in events if isinstance(event.data, LaterEvent))
    return replace(
        progress,
        position=position,
        facts=progress.facts + len(events),
        later=Counter(progress.later) + later,
    )
