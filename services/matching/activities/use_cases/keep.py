"""Write down what was done, look at it, and correct it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from services.matching.activities.events import activity_logged
from services.matching.activities.model import (
    ActivityId,
    Bounds,
    By,
    Done,
    Logged,
    One,
    Overview,
)
from services.matching.activities.ports import ActivityWork
from services.matching.activities.rules.done import as_planned, read_done
from services.matching.partners.model import OrganisationId, Partner
from services.matching.programme.model import PlanId, Planned
from shared.activation.current import Current
from shared.chance import Chance
from shared.clock import local_day
from shared.contracts.activity_words import TakenBack
from shared.fields.problem import Problem
from shared.funding import Funder
from shared.work import Store

SHOWN: Final = 20


class ChangedMeanwhileError(Exception):
    """Somebody else corrected the activity since the form was opened."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: whose, by whom, its key, and its fields."""

    organisation_id: OrganisationId
    by: By
    key: UUID
    """Drawn with the form: what is sent twice is stored once."""
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeepActivities:
    """None stands for an organisation or an activity that is not there."""

    store: Store[ActivityWork]
    current: Current
    chance: Chance
    now: Callable[[], datetime]
    funders: Sequence[Funder]

    def new_key(self) -> UUID:
        """Draw the key of a form."""
        return self.chance.new_id()

    async def show(self, organisation_id: OrganisationId) -> Overview | None:
        """Show what an organisation did last."""
        async with self.store.begin() as work:
            partner = await work.partners.find(organisation_id)
            if partner is None:
                return None
            bounds = await self._bounds(work, partner)
            latest = await work.activities.latest(organisation_id, SHOWN)
        return Overview(organisation_id, partner.name, bounds, latest)

    async def show_one(self, organisation_id: OrganisationId, activity_id: UUID) -> One | None:
        """Show one with all that was ever written down of it."""
        async with self.store.begin() as work:
            partner = await work.partners.find(organisation_id)
            numbers = await work.activities.versions(organisation_id, ActivityId(activity_id))
            if partner is None or not numbers:
                return None
            bounds = await self._bounds(work, partner)
        day = numbers[0].done.occurred_on
        return One(bounds, numbers, [each for each in self.funders if each.pays_on(day)])

    async def log(self, sent: Sent) -> ActivityId | tuple[Problem, ...] | None:
        """Write one down; of a form that is sent twice the first stays."""
        activation = await self.current.activation()
        async with self.store.begin() as work:
            partner = await work.partners.find(sent.organisation_id)
            if partner is None or not is_ready(partner):
                return None
            done = read_done(sent.fields, await self._bounds(work, partner))
            if not isinstance(done, Done):
                return done
            new = Logged(
                id=ActivityId(self.chance.new_id()),
                organisation_id=sent.organisation_id,
                number=1,
                done=done,
                by=sent.by,
                activation=activation,
            )
            plan = await _planned(work, sent)
            if plan is None:
                return await _store(work, new, sent.key)
            return await _store_planned(work, new, plan, sent.key)

    async def planned(
        self, organisation_id: OrganisationId, plan_id: UUID
    ) -> dict[str, str] | None:
        """Give what the form begins with for something that was planned."""
        async with self.store.begin() as work:
            planned = await work.plans.lock(organisation_id, PlanId(plan_id))
        return as_planned(planned) if planned else None

    async def correct(
        self, sent: Sent, activity_id: UUID, number: int
    ) -> ActivityId | tuple[Problem, ...] | None:
        """Write it down anew as its next number; what was said before stays.

        What was bought is corrected where it was delivered. Raises ChangedMeanwhileError where
        `number` is not the newest any more.
        """
        async with self.store.begin() as work:
            partner = await work.partners.find(sent.organisation_id)
            numbers = await work.activities.versions(sent.organisation_id, ActivityId(activity_id))
            if partner is None or not numbers or numbers[0].purchase_id:
                return None
            done = read_done(sent.fields, await self._bounds(work, partner))
            if not isinstance(done, Done):
                return done
            anew = replace(numbers[0], done=done, by=sent.by, at=None, taken_back=None)
            return await _replace(work, anew, number, sent.key)

    async def take_back(
        self, sent: Sent, activity_id: UUID, number: int, why: TakenBack
    ) -> ActivityId | None:
        """Let one that was written down by mistake count no more, as its next number.

        Raises ChangedMeanwhileError as `correct` does. What is corrected after that counts again.
        """
        async with self.store.begin() as work:
            numbers = await work.activities.versions(sent.organisation_id, ActivityId(activity_id))
            if not numbers or numbers[0].purchase_id:
                return None
            newest = numbers[0]
            if newest.taken_back is not None:
                return newest.id
            anew = replace(newest, by=sent.by, at=None, taken_back=why)
            return await _replace(work, anew, number, sent.key)

    async def _bounds(self, work: ActivityWork, partner: Partner) -> Bounds:
        activation = await self.current.activation()
        began = await work.activities.first_day(activation.id)
        first = min([began, *(each.first for each in self.funders)])
        today = local_day(self.now())
        return Bounds(partner.lines, partner.municipalities, first, today)


def is_ready(partner: Partner) -> bool:
    """Say whether an organisation said what it does and where."""
    return bool(partner.lines and partner.municipalities)


async def _store(work: ActivityWork, new: Logged, key: UUID) -> ActivityId:
    before = await work.activities.log(new, key)
    if before is None:
        await work.publish([activity_logged(new)])
    return before or new.id


async def _planned(work: ActivityWork, sent: Sent) -> Planned | None:
    """Hold the plan that the form names, if it does and there is one."""
    try:
        plan_id = PlanId(UUID(sent.fields.get("plan", "")))
    except ValueError:
        return None
    planned = await work.plans.lock(sent.organisation_id, plan_id)
    return None if planned is None or planned.is_cancelled else planned


async def _store_planned(work: ActivityWork, new: Logged, plan: Planned, key: UUID) -> ActivityId:
    """Store it under the plan's id; where somebody did so before, it is theirs to be corrected.

    What was taken back is written down anew.
    """
    own = ActivityId(plan.id)
    planned = replace(new, id=own, number=plan.version + 1, series_id=plan.series_id)
    before = await work.activities.versions(OrganisationId(new.organisation_id), own)
    if not before:
        return await _store(work, planned, key)
    if before[0].taken_back is None:
        return own
    return await _replace(work, planned, before[0].number, key)


async def _replace(work: ActivityWork, anew: Logged, number: int, key: UUID) -> ActivityId:
    """Store what takes the place of a number; where it did so before, by the same form, nothing."""
    organisation_id = OrganisationId(anew.organisation_id)
    if await work.activities.replace(organisation_id, (anew.id, number)):
        return await _store(work, replace(anew, number=number + 1, replaces=number), key)
    if await work.activities.of_draft(organisation_id, key) is None:
        raise ChangedMeanwhileError
    return anew.id
