"""What is set aside, in memory."""

from collections.abc import Sequence
from uuid import UUID

from services.matching.troubles.model import Decision, Kind, Trouble
from tests.support.matching.state import Repository


class FakeTroubles(Repository):
    """A person's list in memory."""

    async def count(self) -> int:
        return len(self.state.troubles)

    async def listed(self, limit: int) -> Sequence[Trouble]:
        return sorted(self.state.troubles, key=lambda each: each.since)[:limit]

    async def of_kind(self, kind: Kind, limit: int) -> Sequence[str]:
        return [each.row_id for each in await self.listed(1000) if each.kind == kind][:limit]

    async def take_off(self, kind: Kind, row_id: str) -> bool:
        return self._remove(kind, row_id)

    async def let_go(self, kind: Kind, row_id: str) -> bool:
        return self._remove(kind, row_id)

    async def note(self, who: UUID, decision: Decision, kind: Kind, row_id: str) -> None:
        self.state.trouble_decisions.append((who, decision, kind, row_id))

    def _remove(self, kind: Kind, row_id: str) -> bool:
        left = [each for each in self.state.troubles if (each.kind, each.row_id) != (kind, row_id)]
        is_found = len(left) < len(self.state.troubles)
        self.state.troubles = left
        return is_found
