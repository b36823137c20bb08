"""Rounds of calls in memory."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from services.intake.call_rounds.model import (
    Asker,
    Beginning,
    Entry,
    Given,
    Held,
    PersonId,
    Reach,
    Result,
    Round,
    RoundId,
    Segment,
    Step,
    TakenBack,
)
from services.intake.calls.model.call import CallId
from services.intake.requests.model import Closure, State
from services.intake.requests.rules.marks import marked_by
from services.intake.staff.model import StaffId
from services.intake.submissions.rules.reserved import why_reserved
from shared.activation import Activation
from shared.reach_points import ReachKind, Whose
from tests.support.intake.state import (
    FakeHold,
    FakeRequest,
    FakeRound,
    FakeRoundPerson,
    Repository,
)
from tests.support.pseudonyms import PSEUDONYMS


class FakeCallRounds(Repository):
    """Rounds in memory; one transaction runs at a time, so nothing is held."""

    async def make(self, begins: Beginning, by: StaffId) -> None:
        del by
        now = self.state.now
        ends_at = now + timedelta(days=begins.plan.days)
        self.state.call_rounds[begins.id] = FakeRound(begins, now, ends_at)

    async def note(self, round_id: RoundId, by: StaffId, step: Step) -> None:
        self.state.round_steps.append((round_id, by, step))

    async def reach(self, segment: Segment, activation: Activation) -> Reach:
        since = self.state.now - timedelta(days=segment.days)
        found = [
            item
            for item in self.state.requests.values()
            if item.stored.created_at >= since
            and item.stored.activation.exercise == activation.exercise
            and _is_of(item, segment)
        ]
        found.sort(key=lambda item: item.stored.created_at)
        people = {
            mark: Asker(item.stored.id, mark, item.stored.language)
            for item in found
            if (mark := self._may(item))
        }
        return Reach(len(found), list(people.values()))

    async def add(self, round_id: RoundId, entries: Sequence[Entry]) -> None:
        marks = {person.entry.mark for person in self._people(round_id)}
        for entry in entries:
            assert entry.mark not in marks, "a number stands once"
            if entry.mark not in self.state.do_not_ring:
                kept = FakeRoundPerson(round_id, entry, self.state.now)
                self.state.round_people[entry.id] = kept

    async def latest(self, limit: int) -> Sequence[Round]:
        every = sorted(
            self.state.call_rounds.values(),
            key=lambda one: (one.closed_at is None, one.made_at),
            reverse=True,
        )
        return [self._round(one) for one in every[:limit]]

    async def read(self, round_id: RoundId) -> Round | None:
        found = self.state.call_rounds.get(round_id)
        return self._round(found) if found else None

    async def take(self, round_id: RoundId, by: StaffId) -> Held | None:
        now = self.state.now
        if self.state.call_rounds[round_id].ends_at <= now or await self.held_by(by):
            return None
        free = [
            person
            for person in self._people(round_id)
            if person.result is None
            and person.due_at <= now
            and person.entry.mark not in self.state.round_holds
        ]
        if not free:
            return None
        first = min(free, key=lambda person: person.due_at)
        self.state.round_holds[first.entry.mark] = FakeHold(first.entry.id, by, now)
        return await self.held_by(by)

    async def let_go(self, idle: timedelta, silent: timedelta) -> None:
        for mark, hold in list(self.state.round_holds.items()):
            if self._is_idle(hold, idle, silent):
                del self.state.round_holds[mark]

    async def held_by(self, staff_id: StaffId) -> Held | None:
        return self._held(lambda hold: hold.staff_id == staff_id)

    async def rung_in(self, call_id: CallId) -> Held | None:
        return self._held(lambda hold: hold.call_id == call_id)

    async def begin_call(self, person_id: PersonId, call_id: CallId) -> None:
        self.state.round_holds[self._mark(person_id)].call_id = call_id

    async def give_back(self, person_id: PersonId) -> None:
        self.state.round_holds.pop(self._mark(person_id), None)

    async def try_again(self, person_id: PersonId) -> None:
        person = self.state.round_people[person_id]
        hours = self.state.call_rounds[person.round_id].begins.plan.again_hours
        person.tries += 1
        person.due_at = self.state.now + timedelta(hours=hours)
        await self.give_back(person_id)

    async def settle(self, person_id: PersonId, result: Result) -> None:
        person = self.state.round_people[person_id]
        person.result = person.result or result
        await self.give_back(person_id)

    async def refuse(self, mark: str) -> None:
        self.state.do_not_ring.add(mark)
        for person in self.state.round_people.values():
            if person.entry.mark == mark:
                person.result = person.result or Result.REFUSED

    async def allow(self, mark: str, by: StaffId, reason: TakenBack) -> bool:
        was_refused = mark in self.state.do_not_ring
        self.state.do_not_ring.discard(mark)
        if was_refused:
            self.state.taken_back.append((mark, by, reason))
        return was_refused

    async def mark_of(self, phone: str) -> str:
        return PSEUDONYMS.of(*marked_by(ReachKind.PHONE, phone))

    async def may_still_ring(self, person_id: PersonId) -> bool:
        entry = self.state.round_people[person_id].entry
        assert isinstance(entry.who, Asker)
        item = self.state.requests.get(entry.who.request_id)
        return item is not None and self._may(item) == entry.mark

    async def given(self, person_id: PersonId) -> Given:
        who = self.state.round_people[person_id].entry.who
        assert isinstance(who, Given)
        return who

    async def close(self, round_id: RoundId) -> bool:
        kept = self.state.call_rounds[round_id]
        if kept.closed_at is not None:
            return False
        now = self._round(kept)
        kept.closed_at, kept.results, kept.waiting = (
            self.state.now,
            dict(now.results),
            now.waiting,
        )
        for person in list(self._people(round_id)):
            self.state.round_holds.pop(person.entry.mark, None)
            del self.state.round_people[person.entry.id]
        return True

    async def over(self, limit: int) -> Sequence[RoundId]:
        return [
            one.begins.id
            for one in self.state.call_rounds.values()
            if one.closed_at is None and one.ends_at <= self.state.now
        ][:limit]

    def _people(self, round_id: RoundId) -> Iterator[FakeRoundPerson]:
        return (one for one in self.state.round_people.values() if one.round_id == round_id)

    def _mark(self, person_id: PersonId) -> str:
        return self.state.round_people[person_id].entry.mark

    def _round(self, kept: FakeRound) -> Round:
        people, now = list(self._people(kept.begins.id)), self.state.now
        left = [one for one in people if one.result is None]
        results = Counter(one.result for one in people if one.result)
        closed = kept.closed_at is not None
        return Round(
            id=kept.begins.id,
            source=kept.begins.source,
            plan=None if closed else kept.begins.plan,
            made_at=kept.made_at,
            ends_at=kept.ends_at,
            closed_at=kept.closed_at,
            due=sum(one.due_at <= now for one in left),
            waiting=kept.waiting if closed else len(left),
            results=kept.results if closed else results,
        )

    def _is_idle(self, hold: FakeHold, idle: timedelta, silent: timedelta) -> bool:
        if hold.call_id is None:
            return hold.taken_at < self.state.now - idle
        call = self.state.calls[hold.call_id].call
        return call.ended_at is not None or call.changed_at < self.state.now - silent

    def _held(self, is_it: Callable[[FakeHold], bool]) -> Held | None:
        hold = next((one for one in self.state.round_holds.values() if is_it(one)), None)
        if hold is None:
            return None
        person = self.state.round_people[hold.person_id]
        who = person.entry.who
        return Held(
            person_id=hold.person_id,
            round_id=person.round_id,
            request_id=who.request_id if isinstance(who, Asker) else None,
            mark=person.entry.mark,
            language=who.language,
            tries=person.tries,
            call_id=hold.call_id,
        )

    def _may(self, item: FakeRequest) -> str:
        """Give the mark of the number that may be rung; empty where none may."""
        is_out = item.stored.state in {State.HELD, State.ESCALATED}
        is_out = is_out or item.stored.closure is Closure.SET_ASIDE
        is_out = is_out or item.plea.circumstances.under_18 is True or bool(why_reserved(item.plea))
        mark = item.marks.get(ReachKind.PHONE, "")
        is_safe = any(
            point.kind == ReachKind.PHONE and point.whose is Whose.HELPED and point.may_ring
            for point in item.plea.reach_points
        )
        return "" if is_out or not is_safe or mark in self.state.do_not_ring else mark


def _is_of(item: FakeRequest, segment: Segment) -> bool:
    stored, plea = item.stored, item.plea
    return (
        segment.municipality in {None, stored.municipality}
        and (plea.postal_code or "").startswith(segment.area)
        and (segment.category is None or segment.category in stored.needs)
        and segment.language in {None, stored.language}
        and (not segment.adults or plea.circumstances.under_18 is False)
    )
