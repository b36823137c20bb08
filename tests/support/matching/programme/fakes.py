"""Plans in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from services.matching.partners.model import OrganisationId
from services.matching.programme.model import PlanId, Planned
from shared.contracts.partner_words import PartnerStanding
from tests.support.matching.state import FakePlan, Repository

MINUTE = timedelta(minutes=1)


class FakePlans(Repository):
    """Plans in memory."""

    async def add(self, planned: Sequence[Planned], key: UUID) -> bool:
        if any(each.key == key for each in self.state.plans.values()):
            return False
        self.state.plans |= {each.id: FakePlan(each, key) for each in planned}
        return True

    async def lock(self, organisation_id: OrganisationId, plan_id: PlanId) -> Planned | None:
        found = self.state.plans.get(plan_id)
        is_own = found is not None and found.planned.organisation_id == organisation_id
        return found.planned if found and is_own else None

    async def rest_of(self, organisation_id: OrganisationId, series_id: UUID) -> Sequence[PlanId]:
        return [
            each.id
            for each in self._in_order()
            if (each.organisation_id, each.series_id) == (organisation_id, series_id)
            and not each.is_cancelled
            and each.starts_at > self.state.now
        ]

    async def cancel(self, planned: Planned) -> None:
        self.state.plans[planned.id].planned = planned

    async def of_organisation(self, organisation_id: OrganisationId) -> Sequence[Planned]:
        lately = self.state.now - timedelta(days=14)
        found = [each for each in self._in_order() if each.starts_at > lately]
        return [each for each in found if each.organisation_id == organisation_id]

    async def programme(self, limit: int) -> Sequence[Planned]:
        shown = [self._hosted(each) for each in self._in_order() if each.ends_at > self.state.now]
        return [each for each in shown if each is not None][:limit]

    async def shown(self, plan_id: PlanId) -> Planned | None:
        found = self.state.plans.get(plan_id)
        return self._hosted(found.planned) if found else None

    async def come(self, plan_id: PlanId, most: int, a_minute: int) -> bool:
        found = self.state.plans[plan_id]
        one, now = found.planned, self.state.now
        lately = [each for each in found.pressed if each > now - MINUTE]
        is_full = one.coming >= min(one.plan.seats or most, most)
        if one.is_cancelled or one.starts_at <= now or is_full or len(lately) >= a_minute:
            return False
        found.planned, found.pressed = replace(one, coming=one.coming + 1), [*lately, now]
        return True

    def _in_order(self) -> list[Planned]:
        found = [each.planned for each in self.state.plans.values()]
        return sorted(found, key=lambda each: (each.starts_at, each.id))

    def _hosted(self, planned: Planned) -> Planned | None:
        partner = self.state.partners.get(OrganisationId(planned.organisation_id))
        if partner is None or partner.standing is PartnerStanding.LEFT:
            return None
        return replace(planned, host=partner.name)
