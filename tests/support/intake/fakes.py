"""Intake's world in memory; the store is kept honest by `StoreContract`."""

import asyncio
import copy
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.intake.board.model import BoardLine
from services.intake.contact_access.model import ContactLink
from services.intake.request_form.model import Draft, DraftId
from services.intake.requests.model import (
    Assignment,
    Closure,
    Contact,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Request,
    RequestId,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.staff.model import Session, Staff, Tries
from services.intake.staff.ports import NameTakenError
from services.intake.submissions.model import Answer, NewRequest, Plea, StoredAnswer
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError, TakenIn
from shared.contracts.words import Urgency
from shared.messaging.outbox import Announcement
from tests.support.intake.building import NOW
from tests.support.work import FakeTransaction, Ledger

DAY = timedelta(hours=24)


@dataclass
class FakeRequest:
    """A request as it lies in the store."""

    stored: Request
    plea: Plea
    progress: Progress = field(default_factory=Progress)
    assignments: list[tuple[Assignment, bool]] = field(default_factory=list)


@dataclass
class FakeLink:
    """A one-time link."""

    link: ContactLink
    expires_at: datetime
    browser_hash: str | None = None


@dataclass
class FakeState(Ledger):
    """Everything a transaction can change."""

    now: datetime = NOW
    requests: dict[RequestId, FakeRequest] = field(default_factory=dict)
    status_links: dict[str, RequestId] = field(default_factory=dict)
    submissions: dict[str, tuple[str, Answer | None, datetime]] = field(default_factory=dict)
    contact_links: dict[str, FakeLink] = field(default_factory=dict)
    views: list[ContactLink] = field(default_factory=list)
    drafts: dict[str, tuple[Draft, datetime]] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    tries: dict[str, tuple[int, datetime, datetime]] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    applied: list[Announcement] = field(default_factory=list)


@dataclass(frozen=True)
class _Repository:
    state: FakeState


class FakeRequests(_Repository):
    """Requests in memory."""

    async def by_link(self, status_hash: str) -> Request | None:
        found = self.state.status_links.get(status_hash)
        return self.state.requests[found].stored if found else None

    async def lock(self, request_id: RequestId) -> Request | None:
        found = self.state.requests.get(request_id)
        return found.stored if found else None

    async def contact(self, request_id: RequestId) -> Contact:
        return self.state.requests[request_id].plea.contact

    async def progress(self, request_id: RequestId) -> Progress:
        return self.state.requests[request_id].progress

    async def keep_proposal(self, request_id: RequestId, proposal: Proposal) -> None:
        item = self.state.requests[request_id]
        known = item.progress.proposals.get(proposal.match_id)
        if known is None or known.version <= proposal.version:
            proposals = {**item.progress.proposals, proposal.match_id: proposal}
            item.progress = replace(item.progress, proposals=proposals)

    async def keep_unmatched(self, request_id: RequestId, notice: Unmatched) -> None:
        item = self.state.requests[request_id]
        known = item.progress.unmatched
        if known is None or known.version < notice.version:
            item.progress = replace(item.progress, unmatched=notice)

    async def save_standing(
        self, request_id: RequestId, version: int, state: State, closure: Closure | None
    ) -> None:
        item = self.state.requests[request_id]
        item.stored = replace(item.stored, version=version, state=state, closure=closure)

    async def add_link(self, request_id: RequestId, status_hash: str) -> None:
        self.state.status_links[status_hash] = request_id

    async def assignment(self, request_id: RequestId) -> Assignment | None:
        found = self.state.requests[request_id].assignments
        return next((item for item, is_open in found if is_open), None)

    async def open_assignment(
        self, request_id: RequestId, assignment: Assignment, volunteer_id: VolunteerId
    ) -> None:
        if await self.assignment(request_id) is not None:
            raise AssertionError(volunteer_id)
        self.state.requests[request_id].assignments.append((assignment, True))

    async def close_assignment(self, request_id: RequestId) -> None:
        item = self.state.requests[request_id]
        item.assignments = [(assignment, False) for assignment, _ in item.assignments]


class FakeSubmissions(_Repository):
    """Submissions in memory."""

    def keep(self, taken: TakenIn) -> None:
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


class FakeContacts(_Repository):
    """Links in memory."""

    async def keep_link(self, link: ContactLink, token_hash: str, expires_at: datetime) -> None:
        self.state.contact_links.setdefault(token_hash, FakeLink(link, expires_at))

    async def link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        found = self.state.contact_links.get(token_hash)
        if found is None:
            return None
        request = self.state.requests[found.link.request_id]
        match_id = found.link.match_id
        assignment = await FakeRequests(self.state).assignment(found.link.request_id)
        known = request.progress.proposals.get(match_id)
        live = ProposalState.OPEN, ProposalState.ACCEPTED
        return replace(
            found.link,
            used=found.browser_hash is not None,
            expired=found.expires_at <= self.state.now,
            assigned=assignment is not None and assignment.match_id == match_id,
            over=request.stored.closure is not None
            or (known is not None and known.state not in live),
            bound=browser_hash in self._browsers(match_id),
        )

    async def use_link(self, token_hash: str, browser_hash: str) -> bool:
        found = self.state.contact_links[token_hash]
        if found.browser_hash is not None or found.expires_at <= self.state.now:
            return False
        found.browser_hash = browser_hash
        return True

    async def note_view(self, link: ContactLink) -> None:
        self.state.views.append(link)

    def _browsers(self, match_id: MatchId) -> set[str | None]:
        links = self.state.contact_links.values()
        return {item.browser_hash for item in links if item.link.match_id == match_id}


class FakeDrafts(_Repository):
    """Drafts in memory."""

    async def start(self, draft_id: DraftId, token_hash: str, lifetime: timedelta) -> None:
        self.state.drafts[token_hash] = Draft(draft_id, {}), self.state.now + lifetime

    async def read(self, token_hash: str) -> Draft | None:
        draft, expires_at = self.state.drafts.get(token_hash, (None, self.state.now))
        return draft if expires_at > self.state.now else None

    async def save(self, draft: Draft) -> None:
        kept = draft if draft.answer is None else replace(draft, fields={})
        for token_hash, (item, expires_at) in self.state.drafts.items():
            if item.id == draft.id:
                self.state.drafts[token_hash] = kept, expires_at

    async def remove_expired(self) -> int:
        now, drafts = self.state.now, self.state.drafts
        expired = [name for name, (_, expires_at) in drafts.items() if expires_at <= now]
        for name in expired:
            del drafts[name]
        return len(expired)


class FakeStaff(_Repository):
    """Staff in memory."""

    async def add(self, staff: Staff, name: str) -> None:
        if await self.find(name) is not None:
            raise NameTakenError
        self.state.staff[name.strip().lower()] = staff

    async def find(self, name: str) -> Staff | None:
        return self.state.staff.get(name.strip().lower())

    async def tries(self, bucket: str) -> Tries:
        now = self.state.now
        failures, blocked_until, _ = self.state.tries.setdefault(bucket, (0, now, now))
        return Tries(failures, max(blocked_until - now, timedelta()))

    async def save_tries(self, bucket: str, failures: int, delay: timedelta) -> None:
        self.state.tries[bucket] = failures, self.state.now + delay, self.state.now

    async def clear_tries(self, bucket: str) -> None:
        self.state.tries.pop(bucket, None)

    async def forget_tries(self) -> int:
        now, tries = self.state.now, self.state.tries
        old = [name for name, (_, _, tried_at) in tries.items() if tried_at <= now - DAY]
        for name in old:
            del tries[name]
        return len(old)

    async def open_session(self, session: Session) -> None:
        self.state.sessions[session.session_hash] = session

    async def close_session(self, session_hash: str) -> UUID | None:
        session = self.state.sessions.pop(session_hash, None)
        return session.id if session else None

    async def apply_session(self, said: Announcement) -> None:
        self.state.applied.append(said)


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def requests(self) -> FakeRequests:
        return FakeRequests(self.state)

    @property
    def submissions(self) -> FakeSubmissions:
        return FakeSubmissions(self.state)

    @property
    def drafts(self) -> FakeDrafts:
        return FakeDrafts(self.state)

    @property
    def contacts(self) -> FakeContacts:
        return FakeContacts(self.state)

    @property
    def staff(self) -> FakeStaff:
        return FakeStaff(self.state)


@dataclass
class FakeStore:
    """Requests in memory; transactions come one after the other, an error rolls back."""

    state: FakeState = field(default_factory=FakeState)
    away: Exception | None = None
    """Set it, and the store is as if its database were away."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        if self.away is not None:
            raise self.away
        async with self._turn:
            work = FakeWork(copy.deepcopy(self.state))
            yield work
            self.state = work.state


@dataclass(frozen=True)
class FakeReception:
    """Takes requests in to the fake store."""

    store: FakeStore

    async def take_in(self, taken: TakenIn) -> None:
        async with self.store.begin() as work:
            work.submissions.keep(taken)
            await work.publish(taken.announcements)


@dataclass(frozen=True)
class FakeBoardReader:
    """Reads the board off the fake store."""

    store: FakeStore

    async def lines(self, limit: int) -> Sequence[BoardLine]:
        hidden = State.CLOSED, State.ASSIGNED
        shown = [
            item for item in self.store.state.requests.values() if item.stored.state not in hidden
        ]
        return sorted(map(self._line, shown), key=_rank)[:limit]

    async def counts(self) -> Mapping[State, int]:
        return Counter(item.stored.state for item in self.store.state.requests.values())

    def _line(self, item: FakeRequest) -> BoardLine:
        stored = item.stored
        shown = stored.state is State.UNMATCHED
        return BoardLine(
            id=stored.id,
            reference=stored.reference,
            state=stored.state,
            category=stored.category,
            urgency=stored.urgency,
            municipality=stored.municipality,
            waiting=self.store.state.now - stored.created_at,
            unmatched=item.progress.unmatched if shown else None,
        )


@dataclass
class FakePasswords:
    """Knows that a hash is `hash of <password>`."""

    asked: int = 0

    async def matches(self, password: str, password_hash: str | None) -> bool:
        self.asked += 1
        return password_hash == f"hash of {password}"


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
        created_at=now,
    )


def _rank(line: BoardLine) -> tuple[bool, int, timedelta]:
    urgencies = list(Urgency)
    return line.state is not State.UNMATCHED, urgencies.index(line.urgency), -line.waiting
