"""Where it is kept who needs a person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from services.intake.attention.model import Attention, AttentionId, AttentionReason, Outcome


class Attentions(Protocol):
    """Who needs a person, in one transaction."""

    async def call_person(self, request_id: UUID, reason: AttentionReason) -> None:
        """Have somebody of the staff look at a request now, by the caller's transaction.

        Nothing changes while one for the same reason is open, also when two call at once.
        """
        ...

    async def free_forgotten(self) -> Sequence[AttentionId]:
        """Take from whoever said nothing of it for two hours what they took; gives what is free."""
        ...

    async def tell_due(self) -> Sequence[AttentionId]:
        """Note those who are due as told, once each, and no sooner than half a minute apart."""
        ...

    async def tell_again(self) -> Sequence[AttentionId]:
        """Note those as told again whom nobody took in ten minutes, once each."""
        ...

    async def count(self) -> tuple[int, int]:
        """Count the requests to which somebody must see now, and the unheeded among the reasons.

        Unheeded is what nobody took though all was said, or of what nobody could be told.
        """
        ...

    async def take(
        self, ids: Sequence[AttentionId], staff_id: UUID, former: UUID | None
    ) -> Sequence[AttentionId]:
        """Note who has them now; gives those that `former`, or nobody, had until then."""
        ...

    async def settle(
        self, ids: Sequence[AttentionId], staff_id: UUID, outcome: Outcome
    ) -> Sequence[AttentionId]:
        """Note what became of them; gives those that were open."""
        ...

    async def call_off(self, request_id: UUID) -> None:
        """End what nobody is called for any more, for they cancelled; what is grave stays."""
        ...

    async def put_off(self, ids: Sequence[AttentionId], wait: timedelta) -> Sequence[AttentionId]:
        """Have them be due again later, in nobody's hands; gives those that were open."""
        ...

    async def call_anew(self, request_id: UUID, reason: AttentionReason) -> None:
        """Call where what is to be told has changed: what somebody tells now is not enough.

        One that is open and taken waits anew, and settling what was seen before does not end it.
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
