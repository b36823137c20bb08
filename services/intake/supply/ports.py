"""Where it is kept what matching said of the help in towns."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Protocol

from services.intake.supply.model import Supply, TownReport
from shared.work import Receives


class Supplies(Protocol):
    """The newest report of each town, in one transaction."""

    async def keep(self, report: TownReport) -> None:
        """Store it; nothing changes where a newer one is there."""
        ...

    async def of(self, town: str, need: str, fresh: timedelta) -> Supply | None:
        """Give what was said; None of what is older, or was said in another activation."""
        ...

    async def helped(self, fresh: timedelta) -> Mapping[str, Collection[str]]:
        """Give by need the municipalities in which somebody helps with it, by what counts of it."""
        ...


class WithSupply(Protocol):
    """A transaction in which the help in towns can be kept and read."""

    @property
    def supply(self) -> Supplies:
        """Give the help as this transaction sees it."""
        ...


class SupplyWork(WithSupply, Receives, Protocol):
    """What keeping a report needs of a transaction."""
