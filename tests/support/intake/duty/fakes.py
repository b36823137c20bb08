"""Who is on duty, in memory."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from services.intake.duty.model import ON_CALL, Duty
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import Language, StaffRole
from shared.reach_points import ReachKind, ReachPoint
from tests.support.intake.state import FakeDuty, Repository


class FakeDuties(Repository):
    """Who is on duty, in memory."""

    async def of(self, staff_id: StaffId) -> Duty | None:
        return next((self._duty(one) for one in self._staff() if one.id == staff_id), None)

    async def on_call(self) -> Sequence[Duty]:
        able = (one for one in self._staff() if not ON_CALL.isdisjoint(one.roles))
        return [self._duty(one) for one in sorted(able, key=lambda one: one.name.lower())]

    async def members_of(self, organisation_id: UUID) -> Sequence[Duty]:
        own = (one for one in self._staff() if one.organisation_id == organisation_id)
        able = [one for one in own if StaffRole.PARTNER_MEMBER in one.roles]
        return [self._duty(one) for one in sorted(able, key=lambda one: one.name.lower())]

    async def go_on(self, staff_id: StaffId, at_most: timedelta) -> None:
        self._kept(staff_id).until = self.state.now + at_most

    async def go_off(self, staff_id: StaffId) -> None:
        self._kept(staff_id).until = None

    async def set_email(self, staff_id: StaffId, email: str, language: Language) -> None:
        point = ReachPoint(ReachKind.EMAIL, email, language) if email else None
        self._kept(staff_id).to = point

    async def want_mornings(self, staff_id: StaffId, *, wants: bool) -> None:
        self._kept(staff_id).wants_mornings = wants

    async def forget(self, staff_id: StaffId) -> None:
        self.state.duties.pop(staff_id, None)

    def _kept(self, staff_id: StaffId) -> FakeDuty:
        return self.state.duties.setdefault(staff_id, FakeDuty())

    def _staff(self) -> list[Staff]:
        return [one for one in self.state.staff.values() if one.id not in self.state.disabled]

    def _duty(self, staff: Staff) -> Duty:
        kept = self.state.duties.get(staff.id, FakeDuty())
        is_on = kept.until is not None and kept.until > self.state.now
        return Duty(staff.id, staff.name, staff.roles, kept.to, is_on, kept.wants_mornings)
