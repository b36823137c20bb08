"""Lookups in memory, and who looked, read off the fake store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from services.intake.lookups.model import Alarm, AlarmId, Look, Unfound
from services.intake.requests.model import Request, RequestId
from services.intake.staff.model import StaffId
from tests.support.intake.state import FakeAlarm, FakeLook, FakeState, Repository

if TYPE_CHECKING:
    from tests.support.intake.fakes import FakeStore

DAY = timedelta(hours=24)


class FakeLookups(Repository):
    """Lookups in memory; one transaction runs at a time, so nothing is held."""

    async def hold(self, staff_id: StaffId) -> None:
        """Have nothing to hold."""

    async def searches(self, staff_id: StaffId) -> int:
        since = self.state.now - DAY
        return sum(who == staff_id and at > since for who, _, _, at in self.state.searches)

    async def looks(self, staff_id: StaffId) -> int:
        since = self.state.now - DAY
        mine = (look for look in self.state.looks if look.staff_id == staff_id)
        return sum(look.at > since and look.reason != "call_round" for look in mine)

    async def by_reference(self, reference: str) -> Sequence[Request]:
        return [
            item.stored
            for item in self.state.requests.values()
            if item.stored.reference == reference
        ]

    async def by_mark(self, mark: str, limit: int) -> Sequence[Request]:
        found = [
            item.stored for item in self.state.requests.values() if mark in item.marks.values()
        ]
        return sorted(found, key=lambda request: request.created_at, reverse=True)[:limit]

    async def by_ids(self, request_ids: Sequence[RequestId], limit: int) -> Sequence[Request]:
        known = self.state.requests
        found = [known[each].stored for each in request_ids if each in known]
        return sorted(found, key=lambda request: request.created_at, reverse=True)[:limit]

    async def note_search(self, staff_id: StaffId, mark: str | None, found: int) -> None:
        self.state.searches.append((staff_id, mark, found, self.state.now))

    async def raise_alarm(self, alarm_id: AlarmId, staff_id: StaffId) -> bool:
        waiting = (alarm for alarm in self.state.alarms.values() if alarm.settled_by is None)
        if staff_id in {alarm.staff_id for alarm in waiting}:
            return False
        self.state.alarms[alarm_id] = FakeAlarm(staff_id, self.state.now)
        return True

    async def settle_alarm(self, alarm_id: AlarmId, by: StaffId) -> None:
        alarm = self.state.alarms.get(alarm_id)
        if alarm is not None and alarm.settled_by is None:
            alarm.settled_by = by


class NobodyKnown:
    """Stands for the memory of who may be recognised."""

    async def find_exactly(self, typed: str) -> Unfound:
        del typed
        return Unfound.VAGUE


@dataclass(frozen=True)
class FakeLookReader:
    """Reads who looked off the fake store."""

    store: "FakeStore"

    async def looks_at(self, reference: str, limit: int) -> Sequence[Look]:
        return self._looks(lambda request: request.stored.reference == reference)[:limit]

    async def looks_at_mark(self, mark: str, limit: int) -> Sequence[Look]:
        return self._looks(lambda request: mark in request.marks.values())[:limit]

    async def looks_at_id(self, request_id: UUID, limit: int) -> Sequence[Look]:
        return self._looks(lambda request: request.stored.id == request_id)[:limit]

    async def looks_by(self, staff_name: str, limit: int) -> Sequence[Look]:
        wanted = staff_name.strip().casefold()
        looks = self._looks(lambda _: True)
        return [look for look in looks if (look.staff_name or "").casefold() == wanted][:limit]

    async def alarms(self) -> Sequence[Alarm]:
        return [
            Alarm(alarm_id, alarm.staff_id, self._name(alarm.staff_id) or "", alarm.raised_at)
            for alarm_id, alarm in self.store.state.alarms.items()
            if alarm.settled_by is None
        ]

    def _looks(self, about: Callable[..., bool]) -> list[Look]:
        state: FakeState = self.store.state
        mine = {key for key, item in state.requests.items() if about(item)}
        return [*self._by_staff(state, mine), *_by_volunteers(state, mine)]

    def _by_staff(self, state: FakeState, mine: set[RequestId]) -> Iterable[Look]:
        looks: list[FakeLook] = [look for look in state.looks if look.request_id in mine]
        return [
            Look(
                at=look.at,
                request_id=look.request_id,
                reference=state.requests[look.request_id].stored.reference,
                staff_name=self._name(look.staff_id),
                volunteer_id=None,
                reason=look.reason,
                staff_role=self._role(look.staff_id),
            )
            for look in reversed(looks)
        ]

    def _name(self, staff_id: StaffId) -> str | None:
        found = (name for name, one in self.store.state.staff.items() if one.id == staff_id)
        return next(found, None)

    def _role(self, staff_id: StaffId) -> str | None:
        found = (one.roles[0] for one in self.store.state.staff.values() if one.id == staff_id)
        return next(found, None)


def _by_volunteers(state: FakeState, mine: set[RequestId]) -> Iterable[Look]:
    return [
        Look(
            at=state.now,
            request_id=link.request_id,
            reference=state.requests[link.request_id].stored.reference,
            staff_name=None,
            volunteer_id=link.volunteer_id,
            reason=None,
        )
        for link in state.views
        if link.request_id in mine
    ]
