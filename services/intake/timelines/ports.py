"""What telling of one request asks for."""

from typing import Protocol

from services.intake.requests.model import RequestId
from services.intake.requests.use_cases.react_to_lost_letters import LostLetterWork
from services.intake.staff.model import StaffId
from services.intake.timelines.model import Message, Told
from shared.answered_letters import ForgetWork


class Messages(Protocol):
    """What became of messages about requests, in one transaction."""

    async def keep(self, request_id: RequestId, message: Message) -> None:
        """Keep the newest that was said of one; nothing of a request that is not there."""
        ...


class WithMessages(Protocol):
    """A transaction in which it can be kept what became of a message."""

    @property
    def messages(self) -> Messages:
        """Give the messages as this transaction sees them."""
        ...


class Villages(Protocol):
    """What those who asked say about the village's own group, in one transaction."""

    async def note(self, request_id: RequestId, staff_id: StaffId, *, said_yes: bool) -> None:
        """Note what they said, and who asked them; nothing of a request that is not there."""
        ...


class WithVillages(Protocol):
    """A transaction in which their word can be kept."""

    @property
    def villages(self) -> Villages:
        """Give their words as this transaction sees them."""
        ...


class MessageWork(LostLetterWork, ForgetWork, WithMessages, Protocol):
    """What hearing of a message needs of a transaction."""


class TimelineReader(Protocol):
    """One request and its entries, read without a transaction."""

    async def tell(self, request_id: RequestId, limit: int) -> Told | None:
        """Give its newest entries in their order; None for an unknown request."""
        ...
