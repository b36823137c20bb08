"""What was done by hand, in memory."""

from collections.abc import Sequence
from dataclasses import replace

from services.intake.acts.model import Act, Done, Note, Press, Stand, Tie
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from tests.support.intake.state import Repository


class FakeActs(Repository):
    """What was done by hand, in memory."""

    async def stand(self, request_id: RequestId) -> Stand | None:
        item = self.state.requests.get(request_id)
        if item is None:
            return None
        stored = item.stored
        seen = stored.version, stored.state, stored.closure, item.corrected_at, item.changed_at
        is_secret = item.plea.circumstances.address_secret
        return Stand(
            request=stored,
            seen=" ".join(map(str, seen)),
            changed_at=item.changed_at,
            postal_code="" if is_secret else item.plea.postal_code,
            was_escalated=item.plea.danger is not None,
            is_erased=not item.plea.reach_points and not item.code_word,
        )

    async def note(
        self,
        press: Press,
        act: Act,
        fields: Sequence[str] = (),
        other_id: RequestId | None = None,
    ) -> None:
        known = self.state.now, self._name(press.staff_id), act, press.reason, tuple(fields)
        self._keep(press.request_id, other_id, Done(*known))
        if other_id is not None:
            self._keep(other_id, press.request_id, Done(*known))
        if other_id is not None and act is Act.MERGED:
            asked = self.state.requests[other_id].progress
            self.state.ties[press.request_id] = other_id, bool(fields), asked

    def _keep(self, request_id: RequestId, other_id: RequestId | None, done: Done) -> None:
        other = self.state.requests[other_id].stored.reference if other_id else ""
        self.state.acts.append((request_id, replace(done, other=other)))

    async def find(self, reference: str) -> RequestId | None:
        every = self.state.requests.values()
        return next((one.stored.id for one in every if one.stored.reference == reference), None)

    async def lead(self, request_id: RequestId, to: RequestId) -> None:
        self.state.requests[request_id].leads_to = to

    async def tie(self, request_id: RequestId) -> Tie | None:
        if request_id not in self.state.ties:
            return None
        other_id, with_words, asked = self.state.ties[request_id]
        is_asked = self.state.requests[other_id].progress != asked
        return Tie(other_id, with_words, is_asked)

    async def split_off(self, request_id: RequestId, part: RequestId) -> None:
        self.state.requests[request_id].split_off.append(part)

    async def done(self, request_id: RequestId) -> Sequence[Done]:
        return [done for one, done in reversed(self.state.acts) if one == request_id]

    async def write(self, request_id: RequestId, by: StaffId, text: str) -> None:
        note = Note(len(self.state.notes) + 1, self.state.now, self._name(by), text)
        self.state.notes[note.id] = request_id, note

    async def notes(self, request_id: RequestId) -> Sequence[Note]:
        return [note for one, note in self.state.notes.values() if one == request_id]

    async def strike(self, request_id: RequestId, note_id: int, by: StaffId) -> bool:
        one, note = self.state.notes.get(note_id, (None, None))
        if note is None or one != request_id or note.struck_at is not None:
            return False
        struck = replace(note, struck_at=self.state.now, struck_by=self._name(by))
        self.state.notes[note_id] = request_id, struck
        return True

    def _name(self, staff_id: StaffId) -> str:
        return next(each.name for each in self.state.staff.values() if each.id == staff_id)
