"""Submissions in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.intake.attention.model import EVEN_HELD
from services.intake.doors.model import Entry, Flag
from services.intake.requests.model import Contact, Promise, ReferralConsent, Request, State
from services.intake.submissions.model import NewRequest, StoredAnswer, Submission
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError, TakenIn
from services.intake.submissions.rules.reserved import why_reserved
from shared.activation import Activation
from shared.contracts.words import Channel
from shared.reach_points import ReachPoint
from shared.work import Publishes, Store
from tests.support.intake.attention.fakes import FakeAttentions
from tests.support.intake.state import FakeRequest, Repository

DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


class FakeSubmissions(Repository):
    """Submissions in memory."""

    async def keep(self, taken: TakenIn) -> bool:
        """Keep a request that was taken in."""
        new, submission = taken.new, taken.submission
        if submission.key_hash in self.state.submissions.keys() | self.state.imported:
            raise KeyTakenError
        if new.reference in {item.stored.reference for item in self.state.requests.values()}:
            raise ReferenceTakenError
        flags = {*taken.entry.flags, *self._counted(taken.entry)}
        is_held = taken.entry.is_held or Flag.REPEATED in flags
        is_held = is_held and not new.is_escalated
        stored = _stored(new, self.state.now, is_held=is_held)
        kept = FakeRequest(stored, new.plea, tuple(sorted(flags)), new.marks)
        kept.code_word = new.code_word
        self.state.requests[new.id] = kept
        links = (new.status_hash, *(() if is_held else taken.links))
        self.state.status_links |= dict.fromkeys(links, new.id)
        if not is_held:
            self.state.promises[new.id] = new.promise
        self.state.submissions[submission.key_hash] = (
            submission.fingerprint,
            taken.answer,
            self.state.now,
        )
        await self._note(new, submission, is_held=is_held)
        return not is_held

    async def _note(self, new: NewRequest, submission: Submission, *, is_held: bool) -> None:
        if new.plea.may_be_referred:
            said = ReferralConsent(said_yes=True, way=new.plea.channel, at=self.state.now)
            self.state.requests[new.id].consents.append(said)
        if new.plea.channel is Channel.IMPORT:
            self.state.imported.add(submission.key_hash)
        for reason in sorted(new.calls & EVEN_HELD if is_held else new.calls):
            await FakeAttentions(self.state).call_person(new.id, reason)

    def _counted(self, entry: Entry) -> set[Flag]:
        hour = self.state.now.replace(minute=0, second=0, microsecond=0)
        flags = set()
        for one in entry.counted:
            times = self.state.counts.setdefault(one.who, [])
            times.append(self.state.now)
            this_hour = sum(time >= hour for time in times)
            this_day = sum(time >= hour - 23 * HOUR for time in times)
            assert entry.caps is not None
            if this_hour > entry.caps.an_hour or this_day > entry.caps.a_day:
                flags.add(Flag.REPEATED)
        return flags

    async def read_new(
        self, request: Request, contact: Contact, points: Sequence[ReachPoint], promise: Promise
    ) -> NewRequest:
        stored = self.state.requests[request.id]
        plea = stored.plea
        assert (contact, tuple(points)) == (plea.contact, plea.reach_points)
        links = self.state.status_links.items()
        status_hash = next(key for key, found in links if found == request.id)
        return NewRequest(
            request.id,
            request.reference,
            plea,
            request.activation,
            status_hash,
            promise,
            why_reserved(plea),
            code_word=stored.code_word,
        )

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        if key_hash not in self.state.submissions:
            return None
        fingerprint, answer, kept_at = self.state.submissions[key_hash]
        if answer is None or kept_at <= self.state.now - DAY:
            return StoredAnswer(fingerprint, None)
        stored = next(
            item.stored
            for item in self.state.requests.values()
            if item.stored.reference == answer.reference
        )
        return StoredAnswer(fingerprint, answer.told_of(stored.state))

    async def known(self, key_hash: str) -> StoredAnswer | None:
        if key_hash in self.state.submissions:
            return StoredAnswer(self.state.submissions[key_hash][0], None)
        return StoredAnswer(None, None) if key_hash in self.state.imported else None

    async def forget_answers(self) -> int:
        old = {
            key_hash: (fingerprint, None, kept_at)
            for key_hash, (fingerprint, answer, kept_at) in self.state.submissions.items()
            if answer is not None and kept_at <= self.state.now - DAY
        }
        self.state.submissions.update(old)
        return len(old)


@dataclass(frozen=True)
class FakePersonKeys:
    """Has a key for each activation, until they are destroyed."""

    destroyed: bool = False

    async def key_of(self, activation: Activation) -> bytes | None:
        return None if self.destroyed else activation.id.bytes


class _ReceptionWork(Publishes, Protocol):
    @property
    def submissions(self) -> FakeSubmissions: ...


@dataclass(frozen=True)
class FakeReception:
    """Takes requests in to the fake store."""

    store: Store[_ReceptionWork]

    async def take_in(self, taken: TakenIn) -> bool:
        async with self.store.begin() as work:
            is_said = await work.submissions.keep(taken)
            if is_said:
                await work.publish(taken.announcements)
        return is_said


def _state(new: NewRequest, *, is_held: bool) -> State:
    if new.is_escalated:
        return State.ESCALATED
    return State.HELD if is_held else State.RECEIVED


def _stored(new: NewRequest, now: datetime, *, is_held: bool) -> Request:
    return Request(
        id=new.id,
        reference=new.reference,
        version=0 if is_held else 1,
        state=_state(new, is_held=is_held),
        closure=None,
        category=new.plea.category,
        urgency=new.plea.urgency,
        language=new.plea.language,
        municipality=new.plea.municipality,
        activation=new.activation,
        created_at=now,
        also=new.plea.also,
    )
