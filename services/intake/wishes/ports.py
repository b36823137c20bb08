"""The port of wishes and their answers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.intake.requests.model import RequestId
from services.intake.requests.ports import RequestWork
from services.intake.staff.model import StaffId
from services.intake.wishes.model import Asking, DueWish, OrganisationId, Step, Wish, WishId


class PartnerNames(Protocol):
    """Which organisations a request can be referred to, and what they are called."""

    async def named(self) -> Sequence[tuple[OrganisationId, str]]:
        """List those of which somebody can read what is sent, by name."""
        ...


class Wishes(Protocol):
    """Wishes, in one transaction; of those that have not left yet the request is held."""

    async def keep(self, wish: DueWish, wait: timedelta) -> bool:
        """Store a wish that leaves after a while; False when the same one is on its way."""
        ...

    async def request_of(self, wish_id: WishId) -> RequestId | None:
        """Say which request a wish is about that has not left; None when it has, or was undone."""
        ...

    async def take(self, wish_id: WishId) -> DueWish | None:
        """Take a wish whose time has come out of those that wait; None when it has not."""
        ...

    async def refuse(self, wish: DueWish, answer: str) -> None:
        """Keep a wish that was taken, and why it never left."""
        ...

    async def undo(self, wish_id: WishId, request_id: RequestId) -> DueWish | None:
        """Keep a wish from leaving, and give it; None when it has left or was undone."""
        ...

    async def note(self, wish: Wish, step: Step, staff_id: StaffId) -> None:
        """Append to the audit who did what."""
        ...

    async def add(self, wish: Wish) -> bool:
        """Store a wish that leaves now; False when the same one is on its way already."""
        ...

    async def answer(
        self, wish_id: WishId, request_id: RequestId, answer: str, more: int | None = None
    ) -> None:
        """Store the answer; nothing changes for a wish that is unknown or answered.

        `more` are those who fit since the search was widened.
        """
        ...

    async def asking(self, request_id: RequestId) -> Asking | None:
        """Read all that was wished for a request, without locking anything."""
        ...


class WithWishes(Protocol):
    """A transaction in which wishes can be kept."""

    @property
    def wishes(self) -> Wishes:
        """Give the wishes as this transaction sees them."""
        ...


class WishWork(WithWishes, RequestWork, Protocol):
    """What sending a wish needs of a transaction."""


class DueWishes(Protocol):
    """What time alone brings about, read without locking anything."""

    async def due(self, limit: int) -> Sequence[WishId]:
        """List wishes whose time has come, the longest first."""
        ...
