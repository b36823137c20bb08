"""Look through the whole chain, and hold it against what was published."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.event_log.model import Anchor, Checked, Link
from services.reporting.event_log.ports import Chain
from services.reporting.event_log.rules.marks import first_wrong
from shared.contracts.wire import BY_TYPE


@dataclass(frozen=True, slots=True)
class CheckLog:
    """What an operator, or whoever doubts the figures, asks for."""

    chain: Chain

    async def check_log(self, anchors: Sequence[Anchor] = ()) -> Checked:
        """Say up to where the log is as it was written."""
        events, end, broken = await self._look_through()
        return Checked(
            events=events,
            before=await self.chain.count_before(),
            position=end,
            broken_at=broken,
            contradicted=[
                each for each in anchors if await self.chain.hash_at(each.position) != each.hash
            ],
            later=await self.chain.count_later(BY_TYPE),
        )

    async def _look_through(self) -> tuple[int, int, int | None]:
        events = end = 0
        async for link in self.chain.links():
            if not link.holds:
                return events, end, await self._first_wrong(link)
            events, end = events + link.events, link.position
        return events, end, await self.chain.first_after(end)

    async def _first_wrong(self, link: Link) -> int:
        return first_wrong(await self.chain.marks(link), link.marks, link.position)
