"""What choosing whom to ask reads and writes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.matching.needs.model import RequestId
from services.matching.proposals.model import (
    ByHand,
    Claim,
    Decision,
    DueTurns,
    Granted,
    MatchId,
    Turn,
)


class Proposals(Protocol):
    """What choosing takes and stores, in one transaction and many needs at a time."""

    async def due_turns(self, limit: int) -> DueTurns | None:
        """Take the needs of one shard that are due; None when others work off all that are.

        A shard is one process's own until the end of the transaction.
        """
        ...

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        """Take needs that are still due, unless someone else holds them."""
        ...

    async def turn(self, request_id: RequestId) -> Turn:
        """Read a need that is locked, with all that was tried, whether it is due or not."""
        ...

    async def hand_over_alone(self) -> None:
        """Wait for whoever becomes free now; comes before anything is read or changed."""
        ...

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        """Store the proposals that respect every limit at this moment; the others change nothing.

        Somebody whose contact data does not open is set aside for a person, and not asked.

        One statement for all: of two processes that claim the same helper one waits and then sees
        what the other did.
        """
        ...

    async def hold(self, request_id: RequestId, number: int) -> None:
        """Hold a helper, and whoever is asked about a need, until the end of the transaction."""
        ...

    async def note_by_hand(self, match_id: MatchId, hand: ByHand) -> None:
        """Keep how a coordinator had somebody asked, and past which rules."""
        ...

    async def block(self, claims: Sequence[MatchId]) -> None:
        """Take claims of this transaction back: these people are never asked about these needs."""
        ...

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        """Store why, and forget what is older than the last few of each need."""
        ...


class WithProposals(Protocol):
    """A transaction in which turns can be taken."""

    @property
    def proposals(self) -> Proposals:
        """Give what is to be chosen."""
        ...
