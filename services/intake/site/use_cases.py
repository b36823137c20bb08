"""Say how the network stands, who answers for it, and how long it keeps what it is told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.intake.phone_hours.use_cases import TellHours
from services.intake.requests.rules.town import Town
from services.intake.site.model import Front, Kept, NetworkState
from services.intake.site.ports import NobodyKnowsError, Openings
from shared.retention.inventory import Inventory
from shared.web.about import About

TOLD: Final[Mapping[str, Sequence[str]]] = {
    "intake": (
        "drafts",
        "requests",
        "calls",
        "call_backs",
        "call_round_people",
        "do_not_ring",
        "missed_calls",
        "contact_views",
        "concerns",
        "door_counts",
        "imports",
        "imported_rows",
        "partings",
        "applications",
        "rights",
        "sign_ins",
    ),
    "matching": ("needs", "volunteers", "confirmations", "invited_people", "invited_addresses"),
    "notify": ("deliveries",),
    "reporting": ("event_log",),
}
"""The tables of each service whose ages are told; what ends with one of them is told with it."""
BACKUPS: Final = "dumps"


@dataclass(frozen=True, slots=True)
class TellState:
    """How the network stands at this moment."""

    openings: Openings
    hours: TellHours
    town: Town
    now: Callable[[], datetime]

    async def tell(self) -> NetworkState:
        """Say it, also where the database does not answer."""
        try:
            opening, standing = await self.openings.opening(), await self.openings.standing()
            answers = True
        except NobodyKnowsError:
            opening, standing, answers = None, None, False
        near = sorted(self.town.serves, key=lambda code: (code != self.town.home, code))
        return NetworkState(answers, opening, standing, self.hours.phone(), near, self.now())

    async def front(self) -> Front:
        """Say what the first page offers; where nobody can say, all of it: each page tells more."""
        try:
            standing = await self.openings.standing()
        except NobodyKnowsError:
            standing = None
        return Front(standing)


@dataclass(frozen=True, slots=True)
class TellAbout:
    """Who answers for the network, and how long it keeps what: by what removes it."""

    about: About
    inventory: Inventory

    def kept(self) -> Sequence[Kept]:
        """Give the ages, in the order told."""
        tables = [
            Kept(table, self.inventory.of_service(service)[table].days)
            for service, named in TOLD.items()
            for table in named
        ]
        return [*tables, Kept(BACKUPS, self.inventory.files[BACKUPS].days)]
