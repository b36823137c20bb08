"""What choosing reads and writes, in one transaction."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from services.matching.domain.explaining import Decision
from services.matching.domain.helper import Helper, Wanted
from services.matching.domain.model import (
    RequestId,
)
from services.matching.ports.values import (
    Changes,
    Claim,
    DueTurns,
    Granted,
)


class ChoosingWork(Protocol):
    """What choosing reads and writes, in one transaction and many needs at a time."""

    async def due_turns(self, limit: int) -> DueTurns | None:
        """Take the needs of one shard that are due; None when others work off all that are.

        A shard is one process's own until the end of the transaction.
        """
        ...

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        """Take needs that are still due, unless someone else holds them."""
        ...

    async def hand_over_alone(self) -> None:
        """Wait for whoever becomes free now; comes before anything is read or changed."""
        ...

    async def mark(self) -> int:
        """Give a mark: what is over by now is seen by every later read."""
        ...

    def everyone(self) -> AsyncIterator[Sequence[Helper]]:
        """Read all who may be asked, piece by piece."""
        ...

    async def changes(self, mark: int) -> Changes:
        """Read what became of the roster since a mark."""
        ...

    async def helpers(self, numbers: Sequence[int]) -> Sequence[Helper]:
        """Read some of the roster as it is now; who may not be asked any more is left out."""
        ...

    async def nearest_helpers(self, need: Wanted, limit: int) -> Sequence[Helper]:
        """Find helpers without an index in memory: the nearest `limit`, those of them who fit."""
        ...

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        """Store the proposals that respect every limit at this moment; the others change nothing.

        One statement for all: of two processes that claim the same helper one waits and then sees
        what the other did.
        """
        ...

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        """Store why, and forget what is older than the last few of each need."""
        ...
