"""Where call-backs are kept."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.intake.call_backs.model import CallBack, CallBackId
from services.intake.calls.ports import FollowsCalls, WithCalls


class CallBacks(FollowsCalls, Protocol):
    """Call-backs in one transaction; they begin, move on and end with the end of a call."""

    async def lock(self, call_back_id: CallBackId) -> CallBack | None:
        """Give one that is still owed and that nobody else takes before this ends."""
        ...

    async def take(self, call_back_id: CallBackId, call_id: UUID) -> None:
        """Note by which call it is rung; held."""
        ...

    async def close(self, call_back_id: CallBackId) -> None:
        """Note that it is owed no more; what was known of whom to ring is erased."""
        ...

    async def waiting(self, limit: int) -> Sequence[CallBack]:
        """List those that are owed, the longest due first, without what is known of anybody."""
        ...


class WithCallBacks(Protocol):
    """A transaction in which call-backs can be kept and read."""

    @property
    def call_backs(self) -> CallBacks:
        """Give the call-backs as this transaction sees them."""
        ...


class RingBackWork(WithCallBacks, WithCalls, Protocol):
    """What ringing somebody back needs of a transaction."""
