"""What the list reads, and what is done to its lines."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.call_list.model import CallLine
from services.intake.duty.ports import WithDuties
from services.intake.submissions.ports import HeldWork


class CallListReader(Protocol):
    """Those who need a person, read without a transaction."""

    async def lines(self, limit: int) -> Sequence[CallLine]:
        """List them: what is due first, the gravest reason first, then the longest waiting."""
        ...


class CallListWork(HeldWork, WithDuties, Protocol):
    """What seeing to somebody needs of a transaction."""
