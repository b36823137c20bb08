"""What was done by hand, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.intake.acts.model import Act, Beside, Done, Note, Press, Stand, Tie
from services.intake.requests.model import Request, RequestId, State
from services.intake.staff.model import StaffId
from tests.support.intake.state import FakeState, Repository


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
            seen="-".join(map(str, seen)).replace(" ", "-"),
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

    async def linked(self, request_id: RequestId) -> Sequence[Stand]:
        stands = [await self.stand(each) for each in beside(self.state, request_id)]
        return sorted(
            (each for each in stands if each),
            key=lambda each: each.request.created_at,
            reverse=True,
        )

    async def alike(self, request_id: RequestId) -> Sequence[Beside]:
        own = self.state.requests[request_id]
        mine = {*own.marks.values()}
        apart = {State.CLOSED, State.HELD, State.ESCALATED}
        return [
            Beside(other.id, other.reference, other.state)
            for other, marks in _others(self.state, request_id)
            if mine & marks
            and other.activation == own.stored.activation
            and other.state not in apart
            and other.id not in beside(self.state, request_id)
        ]

    async def link(self, one: RequestId, other: RequestId) -> None:
        self.state.linked.add(frozenset({one, other}))

    async def unlink(self, one: RequestId, other: RequestId) -> bool:
        were_linked = frozenset({one, other}) in self.state.linked
        self.state.linked.discard(frozenset({one, other}))
        return were_linked

    async def number(self, request_id: RequestId, version: int) -> None:
        item = self.state.requests[request_id]
        item.stored = replace(item.stored, version=version)

    async def done(self, request_id: RequestId) -> Sequence[Done]:
        mine = [done for one, done in reversed(self.state.acts) if one == request_id]
        known = {one.reference for one in await self._known()}
        own = await self.stand(request_id)
        is_erased = own is None or own.is_erased
        return [
            done if done.other in known and not is_erased else replace(done, other="")
            for done in mine
        ]

    async def _known(self) -> Sequence[Request]:
        stands = [await self.stand(each) for each in self.state.requests]
        return [each.request for each in stands if each and not each.is_erased]

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


def beside(state: FakeState, request_id: RequestId) -> set[RequestId]:
    """Give what belongs together with one."""
    return {one for pair in state.linked if request_id in pair for one in pair - {request_id}}


def _others(state: FakeState, request_id: RequestId) -> Iterator[tuple[Request, set[str]]]:
    for each in reversed(state.requests.values()):
        if each.stored.id != request_id:
            yield each.stored, {*each.marks.values()}


def besides(state: FakeState, request_id: RequestId, *, open_only: bool = False) -> list[Beside]:
    """Give what pages tell of what belongs together with one."""
    found = [state.requests[each].stored for each in beside(state, request_id)]
    told = [Beside(each.id, each.reference, each.state) for each in found]
    shown = [each for each in told if not (open_only and each.state is State.CLOSED)]
    return sorted(shown, key=lambda each: (each.state is State.CLOSED, each.reference))
