"""Staff and passwords in memory."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.intake.staff import model
from services.intake.staff.ports import BusyError, NameTakenError
from services.intake.staff.rules import Counted
from shared.contracts.words import StaffRole
from shared.messaging.outbox import Announcement
from tests.support.intake.state import Repository

DAY = timedelta(hours=24)


class FakeStaff(Repository):
    """Staff in memory."""

    async def add(self, staff: model.Staff) -> None:
        if staff.name.strip().lower() in self.state.staff:
            raise NameTakenError
        self.state.staff[staff.name.strip().lower()] = staff

    async def find(self, name: str) -> model.Staff | None:
        found = self.state.staff.get(name.strip().lower())
        return found if found and found.id not in self.state.disabled else None

    async def by_id(self, staff_id: model.StaffId) -> model.Staff | None:
        for staff in self.state.staff.values():
            if staff.id == staff_id and staff_id not in self.state.disabled:
                return staff
        return None

    async def set_password(self, staff_id: model.StaffId, password_hash: str) -> None:
        self._replace(staff_id, password_hash=password_hash)

    async def set_roles(
        self, staff_id: model.StaffId, roles: Sequence[StaffRole], organisation_id: UUID | None
    ) -> None:
        self._replace(staff_id, roles=tuple(roles), organisation_id=organisation_id)

    async def disable(self, staff_id: model.StaffId) -> None:
        self.state.disabled.add(staff_id)

    async def begin_anew(self, staff_id: model.StaffId) -> None:
        self.state.disabled.discard(staff_id)
        self._replace(staff_id, password_hash=None)

    async def note(self, change: model.StaffChange) -> None:
        self.state.staff_changes.append(change)

    async def invited_again_lately(self, staff_id: model.StaffId) -> int:
        again = (each for each in self.state.staff_changes if each.change == "invited_again")
        return sum(each.staff_id == staff_id for each in again)

    async def open_sessions(self, staff_id: model.StaffId) -> Sequence[model.SeenSession]:
        mine = [each for each in self.state.sessions.values() if each.staff_id == staff_id]
        return [model.SeenSession(each.id, each.session_hash, self.state.now) for each in mine]

    async def close_sessions(self, staff_id: model.StaffId) -> Sequence[model.OpenSession]:
        ended = [each for each in self.state.sessions.values() if each.staff_id == staff_id]
        for session in ended:
            del self.state.sessions[session.session_hash]
        return [model.OpenSession(session.id, session.session_hash) for session in ended]

    def _replace(self, staff_id: model.StaffId, **changed: Any) -> None:  # noqa: ANN401  # fields of Staff
        for name, staff in self.state.staff.items():
            if staff.id == staff_id:
                self.state.staff[name] = replace(staff, **changed)

    async def tries(self, buckets: Sequence[str]) -> Mapping[str, model.Tries]:
        now = self.state.now
        found = {each: self.state.tries.setdefault(each, (0, now, now)) for each in buckets}
        return {
            bucket: model.Tries(failures, max(blocked_until - now, timedelta()), now - tried_at)
            for bucket, (failures, blocked_until, tried_at) in found.items()
        }

    async def save_tries(self, counted: Mapping[str, Counted]) -> None:
        now = self.state.now
        for bucket, said in counted.items():
            self.state.tries[bucket] = said.failures, now + said.wait, now - said.carried

    async def give_back_tries(self, buckets: Sequence[str]) -> None:
        for bucket in buckets:
            failures, _, tried_at = self.state.tries[bucket]
            self.state.tries[bucket] = max(failures - 1, 0), self.state.now, tried_at

    async def clear_tries(self, bucket: str) -> None:
        self.state.tries.pop(bucket, None)

    async def forget_tries(self) -> int:
        now, tries = self.state.now, self.state.tries
        old = [name for name, (_, _, tried_at) in tries.items() if tried_at <= now - DAY]
        for name in old:
            del tries[name]
        return len(old)

    async def open_session(self, session: model.Session) -> None:
        self.state.sessions[session.session_hash] = session

    async def close_session(self, session_hash: str) -> UUID | None:
        session = self.state.sessions.pop(session_hash, None)
        return session.id if session else None

    async def apply_session(self, said: Announcement) -> None:
        self.state.applied.append(said)


@dataclass
class FakePasswords:
    """Knows that a hash is `hash of <password>`."""

    asked: int = 0
    is_full: bool = False
    """Whether so many strangers wait that nobody more is taken in."""

    def has_place(self, *, first: bool) -> bool:
        return first or not self.is_full

    @asynccontextmanager
    async def place(self, *, first: bool) -> AsyncIterator[None]:
        if not self.has_place(first=first):
            raise BusyError
        yield

    async def matches(self, password: str, password_hash: str | None) -> bool:
        self.asked += 1
        return password_hash == f"hash of {password}"

    async def hash_of(self, password: str) -> str:
        return f"hash of {password}"
