"""Whoever told how much they can give is asked to say it anew before it lapses."""

from dataclasses import dataclass

from services.matching.partners.events import announced, capacity_lapsing
from services.matching.partners.model import OrganisationId
from services.matching.partners.ports import PartnerWork
from services.matching.partners.rules.capacity import REMINDED_BEFORE
from shared.contracts.partner_words import PartnerStanding
from shared.work import Store


@dataclass(frozen=True, slots=True)
class RemindOfCapacity:
    """Once of each last day; who rests, or left, is not asked."""

    store: Store[PartnerWork]

    async def remind(self, organisation_id: OrganisationId) -> bool:
        """Announce it, so that their people are written to; False when it was done already."""
        async with self.store.begin() as work:
            held = await work.partners.lock(organisation_id)
            if held is None or held.standing is not PartnerStanding.JOINED:
                return False
            lapsing = await work.partners.take_lapsing(organisation_id, REMINDED_BEFORE)
            if not lapsing:
                return False
            said = capacity_lapsing(organisation_id, list(lapsing), min(lapsing.values()))
            await work.partners.count_event(organisation_id)
            await work.publish(announced(held, [said]))
        return True
