"""Where it is counted how much help there is, and kept what was said of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from services.matching.supply.model import Counted, Told
from shared.work import Publishes


class Supplies(Protocol):
    """The help in towns, in one transaction."""

    async def take(self, town: str, new_id: UUID, again: timedelta) -> Told | None:
        """Hold a town and give what was said of it; None where somebody counted a minute ago.

        One of which nothing was said is called by `new_id` from now on.
        """
        ...

    async def count(self, town: str, lately: timedelta, enough: int) -> Counted:
        """Count who can be asked, and how soon those had a yes who asked lately.

        How soon is told of no kind of help for which fewer than `enough` asked.
        """
        ...

    async def keep(self, town: str, version: int, said: str, activation_id: UUID) -> None:
        """Store what is said of a town from now on."""
        ...


class WithSupplies(Protocol):
    """A transaction in which help can be counted."""

    @property
    def supplies(self) -> Supplies:
        """Give the help as this transaction sees it."""
        ...


class SupplyWork(WithSupplies, Publishes, Protocol):
    """What telling of the help in a town needs of a transaction."""


class DueTowns(Protocol):
    """What time alone brings about, read without locking anything."""

    async def towns(self, limit: int) -> Sequence[str]:
        """List the towns in which nobody counted within the last minute."""
        ...
