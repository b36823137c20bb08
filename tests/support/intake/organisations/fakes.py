"""Organisations and applications in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.intake.organisations.model import (
    Applicant,
    Application,
    Declined,
    Organisation,
    OrganisationId,
    Step,
)
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.contracts.words import StaffRole
from tests.support.intake.state import FakeApplication, Repository

HOUR = timedelta(hours=1)


class FakeOrganisations(Repository):
    """Organisations in memory."""

    async def add(
        self, organisation_id: OrganisationId, name: str, activation: Activation
    ) -> Organisation:
        del activation
        new = Organisation(organisation_id, name)
        return self.state.organisations.setdefault(organisation_id, new)

    async def lock(self, organisation_id: OrganisationId) -> Organisation | None:
        return self.state.organisations.get(organisation_id)

    async def every(self) -> Sequence[Organisation]:
        found = self.state.organisations.values()
        return sorted(found, key=lambda each: (each.has_left, each.name.lower(), str(each.id)))

    async def count_event(self, organisation_id: OrganisationId) -> int:
        known = self.state.organisations[organisation_id]
        self.state.organisations[organisation_id] = replace(known, version=known.version + 1)
        return known.version + 1

    async def call(self, organisation_id: OrganisationId, name: str) -> None:
        if known := self.state.organisations.get(organisation_id):
            self.state.organisations[organisation_id] = replace(known, name=name)

    async def end(self, organisation_id: OrganisationId) -> None:
        if known := self.state.organisations.get(organisation_id):
            self.state.organisations[organisation_id] = replace(known, has_left=True)

    async def take_reach(self, organisation_id: OrganisationId) -> bool | None:
        known = self.state.organisations.get(organisation_id)
        if known is None or known.has_left:
            return None
        members = (
            each.id
            for each in self.state.staff.values()
            if each.organisation_id == organisation_id
            and StaffRole.PARTNER_MEMBER in each.roles
            and each.id not in self.state.disabled
        )
        kept = [self.state.duties[each] for each in members if each in self.state.duties]
        is_reached = any(each.to for each in kept)
        if is_reached == known.is_reached:
            return None
        self.state.organisations[organisation_id] = replace(known, is_reached=is_reached)
        return is_reached

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: StaffId | None,
        step: Step,
        reason: Declined | None = None,
    ) -> None:
        self.state.organisation_steps.append((organisation_id, staff_id, step, reason))


class FakeApplications(Repository):
    """Applications in memory."""

    async def lately(self) -> int:
        found = self.state.applications.values()
        return sum(each.applied_at > self.state.now - HOUR for each in found)

    async def keep(
        self, new: OrganisationId, applicant: Applicant, sent_hash: str, number_hash: str
    ) -> bool:
        for each in self.state.applications.values():
            is_waiting = each.applicant is not None and each.number_hash == number_hash
            if each.sent_hash == sent_hash or is_waiting:
                return False
        kept = FakeApplication(sent_hash, number_hash, self.state.now, applicant)
        self.state.applications[new] = kept
        return True

    async def waiting(self) -> Sequence[Application]:
        return [
            Application(which, each.applied_at)
            for which, each in self.state.applications.items()
            if each.applicant is not None
        ]

    async def open(self, which: OrganisationId) -> Application | None:
        found = self.state.applications.get(which)
        if found is None or found.applicant is None:
            return None
        return Application(which, found.applied_at, found.applicant)

    async def decide(self, which: OrganisationId, declined: Declined | None) -> None:
        found = self.state.applications[which]
        found.applicant, found.declined = None, declined
