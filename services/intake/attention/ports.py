"""Where it is kept who needs a person."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.intake.attention.model import Attention, AttentionReason


class Attentions(Protocol):
    """Who needs a person, in one transaction."""

    async def call_person(self, request_id: UUID, reason: AttentionReason) -> None:
        """Have somebody of the staff look at a request now, by the caller's transaction.

        Nothing changes while one for the same reason is open, also when two call at once.
        """
        ...

    async def open_of(self, request_id: UUID) -> Sequence[Attention]:
        """List why somebody is still to look at a request, the oldest first."""
        ...


class WithAttention(Protocol):
    """A transaction in which a person can be called."""

    @property
    def attention(self) -> Attentions:
        """Give who needs a person as this transaction sees it."""
        ...
