"""Keep what matching says of the help in towns, and tell whoever is on the phone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.intake.requests.rules.promises import Promises
from services.intake.supply.model import Expected, Supply, TownReport
from services.intake.supply.ports import SupplyWork, WithSupply
from services.intake.supply.rules import FRESH, about
from shared.areas import municipality
from shared.contracts.envelope import Envelope
from shared.contracts.matching import SupplyReported
from shared.contracts.words import Language
from shared.work import Store


@dataclass(frozen=True, slots=True)
class KeepSupply:
    """The newest report of a town counts, by when it was said; an older one changes nothing."""

    store: Store[SupplyWork]

    async def react_to_supply_reported(self, event: Envelope[SupplyReported]) -> None:
        """Keep what somebody can expect there; its age counts from when it was said."""
        report = TownReport(
            town=event.data.municipality,
            said_at=event.time,
            activation_id=event.activationid,
            by_need={
                each.category: Supply(each.helpers, each.usual_minutes) for each in event.data.needs
            },
        )
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await work.supply.keep(report)


@dataclass(frozen=True, slots=True)
class TellSupply:
    """What is honest to say before somebody decides to ask."""

    municipality_of: Callable[[str], str | None]
    promises: Promises

    async def expected(
        self, work: WithSupply, fields: Mapping[str, str], language: Language
    ) -> Expected | None:
        """Tell of what is typed; None before there are a need and a place."""
        asked = about(fields, self.municipality_of)
        if asked is None:
            return None
        supply = await work.supply.of(asked.town, asked.need, FRESH) if asked.need else None
        found = municipality(asked.town)
        place = found.name(language) if found else asked.town
        if asked.urgency is None:
            return Expected(place, supply)
        heard_by = self.promises.first(asked.urgency, asked.points).heard_by
        return Expected(place, supply, heard_by)
