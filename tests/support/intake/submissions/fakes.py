"""Submissions in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.intake.requests.model import Request, State
from services.intake.submissions.model import NewRequest, StoredAnswer
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError, TakenIn
from shared.activation import Activation
from shared.work import Publishes, Store
from tests.support.intake.state import FakeRequest, Repository

DAY = timedelta(hours=24)


class FakeSubmissions(Repository):
    """Submissions in memory."""

    async def keep(self, taken: TakenIn) -> None:
        """Keep a request that was taken in."""
        new, submission = taken.new, taken.submission
        if submission.key_hash in self.state.submissions:
            raise KeyTakenError
        if new.reference in {item.stored.reference for item in self.state.requests.values()}:
            raise ReferenceTakenError
        self.state.requests[new.id] = FakeRequest(_stored(new, self.state.now), new.plea)
        self.state.status_links[new.status_hash] = new.id
        kept = submission.fingerprint, taken.answer, self.state.now
        self.state.submissions[submission.key_hash] = kept

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        if key_hash not in self.state.submissions:
            return None
        fingerprint, answer, kept_at = self.state.submissions[key_hash]
        fresh = kept_at > self.state.now - DAY
        return StoredAnswer(fingerprint, answer if fresh else None)

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

    async def take_in(self, taken: TakenIn) -> None:
        async with self.store.begin() as work:
            await work.submissions.keep(taken)
            await work.publish(taken.announcements)


def _stored(new: NewRequest, now: datetime) -> Request:
    return Request(
        id=new.id,
        reference=new.reference,
        version=1,
        state=State.RECEIVED,
        closure=None,
        category=new.plea.category,
        urgency=new.plea.urgency,
        language=new.plea.language,
        municipality=new.plea.municipality,
        activation=new.activation,
        created_at=now,
    )
