"""Concerns in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.intake.concerns.model import Concern, ConcernId, Note, Opened, Outcome, Words
from services.intake.staff.model import Staff, StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.state import FakeConcern, Repository

READERS = {StaffRole.SAFEGUARDING_LEAD, StaffRole.SAFEGUARDING_DEPUTY}
HOUR = timedelta(hours=1)


class FakeConcerns(Repository):
    """Concerns in memory."""

    async def keep(
        self, concern_id: ConcernId, sent_hash: str, words: Words, unread_for: timedelta
    ) -> bool:
        if sent_hash in {kept.sent_hash for kept in self.state.concerns.values()}:
            return False
        concern, due_at = Concern(concern_id, self.state.now), self.state.now + unread_for
        self.state.concerns[concern_id] = FakeConcern(concern, sent_hash, words, due_at)
        return True

    async def told_lately(self) -> int:
        told = [kept.lead_told_at for kept in self.state.concerns.values() if kept.lead_told_at]
        return sum(at > self.state.now - HOUR for at in told)

    async def note_told(self, concern_id: ConcernId) -> None:
        self.state.concerns[concern_id].lead_told_at = self.state.now

    async def take_unread(self) -> Sequence[ConcernId]:
        due = [
            kept
            for kept in self.state.concerns.values()
            if kept.due_at <= self.state.now
            and not (kept.concern.read_at or kept.concern.deputy_told_at)
        ]
        for kept in due:
            kept.concern = replace(kept.concern, deputy_told_at=self.state.now)
        return [kept.concern.id for kept in due]

    async def waiting(self, limit: int) -> Sequence[Concern]:
        def place(concern: Concern) -> tuple[object, ...]:
            return bool(concern.closed_at), bool(concern.read_at), concern.received_at

        return sorted((kept.concern for kept in self.state.concerns.values()), key=place)[:limit]

    async def open(self, concern_id: ConcernId, reader: StaffId) -> Opened | None:
        kept, staff = self.state.concerns.get(concern_id), self._staff().get(reader)
        if kept is None or staff is None or not READERS & set(staff.roles):
            return None
        kept.concern = replace(kept.concern, read_at=kept.concern.read_at or self.state.now)
        self.state.concern_looks.append((concern_id, reader, self.state.now))
        readers = [
            (self._staff()[who].name, at)
            for concern, who, at in reversed(self.state.concern_looks)
            if concern == concern_id
        ]
        return Opened(kept.concern, kept.words, list(kept.notes), readers)

    async def note(self, concern_id: ConcernId, writer: StaffId, text: str) -> None:
        name = self._staff()[writer].name
        self.state.concerns[concern_id].notes.append(Note(name, self.state.now, text))

    async def close(self, concern_id: ConcernId, by: StaffId, outcome: Outcome) -> None:
        kept = self.state.concerns[concern_id]
        if kept.concern.closed_at is None:
            kept.closed_by = by
            kept.concern = replace(kept.concern, closed_at=self.state.now, outcome=outcome)

    def _staff(self) -> dict[StaffId, Staff]:
        able = self.state.staff.values()
        return {one.id: one for one in able if one.id not in self.state.disabled}
