"""Plan something for whoever comes, and cancel it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.matching.partners.model import OrganisationId, Partner
from services.matching.programme.events import activity_cancelled, activity_scheduled
from services.matching.programme.model import PlanId, Planned, Scope, Times
from services.matching.programme.ports import PlanWork
from services.matching.programme.rules.plan import read_plan
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.clock import HELSINKI
from shared.fields.problem import Problem
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an organisation plans, and what its form may say."""

    organisation_id: OrganisationId
    name: str
    scope: Scope
    planned: Sequence[Planned]


@dataclass(frozen=True, slots=True)
class SentPlan:
    """A form as it was sent."""

    organisation_id: OrganisationId
    staff_id: UUID
    key: UUID
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanActivities:
    """None stands for an organisation that is not there or said nothing of itself."""

    store: Store[PlanWork]
    current: Current
    chance: Chance
    now: Callable[[], datetime]

    async def show(self, organisation_id: OrganisationId) -> Agenda | None:
        """Show what an organisation plans."""
        async with self.store.begin() as work:
            partner = await work.partners.find(organisation_id)
            if partner is None:
                return None
            planned = await work.plans.of_organisation(organisation_id)
        return Agenda(organisation_id, partner.name, self._scope(partner), planned)

    async def plan(self, sent: SentPlan) -> bool | tuple[Problem, ...]:
        """Plan each time of it, or say what is wrong; a form that is sent twice is one plan."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            partner = await work.partners.find(sent.organisation_id)
            if partner is None or not (partner.lines and partner.municipalities):
                return False
            read = read_plan(sent.fields, self._scope(partner), HELSINKI)
            if not isinstance(read, Times):
                return read
            planned = self._planned(sent, read, activation)
            if await work.plans.add(planned, sent.key):
                await work.publish([activity_scheduled(each) for each in planned])
        return True

    async def cancel(
        self, organisation_id: OrganisationId, plan_id: UUID, *, with_rest: bool
    ) -> bool:
        """Cancel one time, or with it all of its series that are to come; twice is as once."""
        async with self.store.begin() as work:
            first = await work.plans.lock(organisation_id, PlanId(plan_id))
            if first is None:
                return False
            rest: Sequence[PlanId] = ()
            if with_rest and first.series_id is not None:
                rest = await work.plans.rest_of(organisation_id, first.series_id)
            for each in dict.fromkeys((first.id, *rest)):
                await self._cancel(work, organisation_id, each)
        return True

    def _planned(self, sent: SentPlan, times: Times, activation: Activation) -> Sequence[Planned]:
        series_id = self.chance.new_id() if len(times.starts) > 1 else None
        return [
            Planned(
                id=PlanId(self.chance.new_id()),
                organisation_id=sent.organisation_id,
                plan=times.plan,
                starts_at=each,
                planned_by=sent.staff_id,
                activation=activation,
                series_id=series_id,
            )
            for each in times.starts
        ]

    async def _cancel(
        self, work: PlanWork, organisation_id: OrganisationId, plan_id: PlanId
    ) -> None:
        planned = await work.plans.lock(organisation_id, plan_id)
        if planned is None or planned.is_cancelled or planned.starts_at <= self.now():
            return
        cancelled = replace(planned, version=planned.version + 1, is_cancelled=True)
        await work.plans.cancel(cancelled)
        await work.publish([activity_cancelled(cancelled)])

    def _scope(self, partner: Partner) -> Scope:
        return Scope(partner.lines, partner.municipalities, self.now())
