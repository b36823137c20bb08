"""The port of wishes and their answers."""

from typing import Protocol

from services.intake.requests.model import RequestId
from services.intake.requests.ports import RequestWork
from services.intake.wishes.model import Wish, WishId


class Wishes(Protocol):
    """Wishes, in one transaction."""

    async def add(self, wish: Wish) -> bool:
        """Store a wish; False when the same one is on its way already."""
        ...

    async def answer(self, wish_id: WishId, request_id: RequestId, answer: str) -> None:
        """Store the answer; nothing changes for a wish that is unknown or answered."""
        ...


class WithWishes(Protocol):
    """A transaction in which wishes can be kept."""

    @property
    def wishes(self) -> Wishes:
        """Give the wishes as this transaction sees them."""
        ...


class WishWork(WithWishes, RequestWork, Protocol):
    """What sending a wish needs of a transaction."""
