"""Matching hears whether a letter about a referral would reach anybody of an organisation."""

from dataclasses import dataclass
from uuid import UUID

from services.intake.organisations.events import reach_changed
from services.intake.organisations.model import OrganisationId
from services.intake.organisations.ports import OrganisationWork
from shared.activation.current import Current
from shared.work import Store


@dataclass(frozen=True, slots=True)
class TellReach:
    """Whatever took the last address away, or brought one: it is found by comparing."""

    store: Store[OrganisationWork]
    current: Current

    async def tell(self, organisation_id: UUID) -> bool:
        """Say it where it changed; False when it is said already."""
        which, activation = OrganisationId(organisation_id), await self.current.activation()
        async with self.store.begin() as work:
            is_reached = await work.organisations.take_reach(which)
            if is_reached is None:
                return False
            number = await work.organisations.count_event(which)
            said = reach_changed(which, number, activation, is_reached=is_reached)
            await work.publish([said])
        return True
