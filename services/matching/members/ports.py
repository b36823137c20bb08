"""What looking after one's own membership needs of a transaction."""

from collections.abc import Sequence
from typing import Protocol

from services.matching.proposals.ports import ErasingWork, MatchWork
from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.ports import WithMemberLinks


class MemberWork(MatchWork, ErasingWork, WithMemberLinks, Protocol):
    """All that a member may do: what they were asked ends, they change, they are erased."""


class DuePauses(Protocol):
    """What time alone brings about, read without locking anything."""

    async def pauses_over(self, limit: int) -> Sequence[VolunteerId]:
        """List members whose pause is over, the longest first."""
        ...
