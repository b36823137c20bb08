"""Organisations in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.matching.partners.model import Alike, Clearance, OrganisationId, Partner, Step
from shared.activation import Activation
from shared.contracts.partner_words import ClearanceReason
from shared.contracts.words import ServiceLine
from tests.support.matching.state import Repository


class FakePartners(Repository):
    """The organisations, in memory."""

    async def invite(self, organisation_id: OrganisationId, activation: Activation) -> bool:
        new = Partner(organisation_id, activation, changed_at=self.state.now)
        return self.state.partners.setdefault(organisation_id, new) is new

    async def hear_reach(
        self, organisation_id: OrganisationId, number: int, *, is_reached: bool
    ) -> None:
        if self.state.reach_numbers.get(organisation_id, 0) < number:
            self.state.reach_numbers[organisation_id] = number
            known = self.state.partners[organisation_id]
            self.state.partners[organisation_id] = replace(known, is_reached=is_reached)

    async def find(self, organisation_id: OrganisationId) -> Partner | None:
        return self.state.partners.get(organisation_id)

    async def lock(self, organisation_id: OrganisationId) -> Partner | None:
        return await self.find(organisation_id)

    async def every(self) -> Sequence[Partner]:
        return sorted(
            self.state.partners.values(),
            key=lambda each: (each.name.lower(), str(each.organisation_id)),
        )

    async def some(self, ids: Collection[OrganisationId]) -> Sequence[Partner]:
        return [each for each in await self.every() if each.organisation_id in ids]

    async def alike(self, line: str, municipality: str, language: str) -> Sequence[Alike]:
        return [
            Alike(
                standing=each.standing,
                kind=each.facts.kind,
                is_cleared=each.cleared_for_health,
                gives=line in each.lines,
                serves=municipality in each.municipalities,
                speaks=language in each.languages,
                ids=[each.organisation_id],
            )
            for each in await self.every()
        ]

    async def save(self, partner: Partner) -> None:
        told = {line: each for line, each in partner.capacity.items() if line in partner.lines}
        self.state.partners[partner.organisation_id] = replace(
            partner, capacity=told, edition=partner.edition + 1, changed_at=self.state.now
        )

    async def take_lapsing(
        self, organisation_id: OrganisationId, before: timedelta
    ) -> Mapping[ServiceLine, date]:
        partner, today = self.state.partners[organisation_id], self.state.now.date()
        reminded = self.state.reminded.setdefault(organisation_id, {})
        lapsing = {
            line: each.valid_until
            for line, each in partner.capacity.items()
            if each.valid_until is not None
            and today <= each.valid_until <= today + before
            and reminded.get(line) != each.valid_until
        }
        reminded.update(lapsing)
        return lapsing

    async def count_event(self, organisation_id: OrganisationId) -> None:
        partner = self.state.partners[organisation_id]
        self.state.partners[organisation_id] = replace(partner, version=partner.version + 1)

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: UUID | None,
        step: Step,
        reason: ClearanceReason | None = None,
    ) -> None:
        self.state.partner_steps.append((organisation_id, staff_id, step, reason))

    async def clearances(self, organisation_id: OrganisationId) -> Sequence[Clearance]:
        return [
            Clearance(staff_id, step, reason, self.state.now)
            for which, staff_id, step, reason in reversed(self.state.partner_steps)
            if which == organisation_id and reason and staff_id
        ]


class FakeCommitments(Repository):
    """What organisations have in hand, in memory: numbers that a test gives."""

    async def count(self, organisation_id: OrganisationId) -> int:
        return self.state.commitments.get(organisation_id, 0)

    async def release(self, organisation_id: OrganisationId) -> None:
        self.state.commitments.pop(organisation_id, None)
