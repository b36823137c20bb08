"""What coordinators see of the organisations, and whom they clear for lines that tell of health."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.matching.partners.model import Clearance, OrganisationId, Partner, Step
from services.matching.partners.ports import PartnerWork
from services.matching.partners.use_cases.change import (
    By,
    Changed,
    ImpossibleError,
    UnknownPartnerError,
    change,
)
from shared.contracts.partner_words import ClearanceReason, PartnerStanding
from shared.work import Store

CLEARING = frozenset({ClearanceReason.HEALTH_PROVIDER, ClearanceReason.AGREEMENT})
"""Reasons to clear one; the others end it."""


@dataclass(frozen=True, slots=True)
class OverseePartners:
    """For coordinators; each act is on record with its reason."""

    store: Store[PartnerWork]

    async def every(self) -> Sequence[Partner]:
        """List all of them."""
        async with self.store.begin() as work:
            return await work.partners.every()

    async def one(self, organisation_id: OrganisationId) -> tuple[Partner, Sequence[Clearance]]:
        """Show one, and who cleared it when and why; raises UnknownPartnerError."""
        async with self.store.begin() as work:
            found = await work.partners.find(organisation_id)
            if found is None:
                raise UnknownPartnerError
            return found, await work.partners.clearances(organisation_id)

    async def clear(self, by: By, reason: ClearanceReason) -> None:
        """Clear one for lines that tell of health, or end that; raises what `change` raises."""
        cleared = reason in CLEARING

        def to(held: Partner) -> Changed:
            if held.cleared_for_health is cleared or held.standing is PartnerStanding.LEFT:
                raise ImpossibleError
            return replace(held, cleared_for_health=cleared), ()

        step = Step.CLEARED if cleared else Step.UNCLEARED
        async with self.store.begin() as work:
            await change(work, by, step, to, reason)
