"""Matching's world in memory; the store is kept honest by `StoreContract`."""

import asyncio
import copy
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.matching.domain.choosing import fits, is_able
from services.matching.domain.joining import same_address
from services.matching.domain.model import (
    Candidate,
    Confirmation,
    Contact,
    History,
    Match,
    MatchId,
    Need,
    Offer,
    RequestId,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.words import MatchState, NeedState, UnmatchedReason, VolunteerState
from services.matching.ports import AddressTakenError, NewMatch
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement
from tests.support.matching.building import NOW

WEEK, HOUR, MINUTE = timedelta(days=7), timedelta(hours=1), timedelta(minutes=1)
LIVE = {MatchState.OPEN, MatchState.ACCEPTED}


@dataclass
class FakeVolunteer:
    """A volunteer as they lie in the store."""

    volunteer: Volunteer
    contact: Contact
    last_asked_at: datetime | None = None


@dataclass
class FakeMatch:
    """A match as it lies in the store."""

    match: Match
    token_hash: str
    accepted_at: datetime | None = None
    issued_at: datetime | None = None
    issued: int = 0


@dataclass
class FakeLink:
    """A confirmation link."""

    volunteer_id: VolunteerId
    kept_at: datetime
    expires_at: datetime
    used: bool = False


@dataclass
class FakeState:
    """Everything a transaction can change."""

    now: datetime = NOW
    turn: int = 0
    seen: set[UUID] = field(default_factory=set)
    volunteers: dict[VolunteerId, FakeVolunteer] = field(default_factory=dict)
    links: dict[str, FakeLink] = field(default_factory=dict)
    needs: dict[RequestId, Need | None] = field(default_factory=dict)
    look_at: dict[RequestId, datetime] = field(default_factory=dict)
    matches: dict[MatchId, FakeMatch] = field(default_factory=dict)
    task_links: dict[str, MatchId] = field(default_factory=dict)
    published: list[Announcement] = field(default_factory=list)


@dataclass
class _Part:
    state: FakeState


class FakeVolunteerWork(_Part):
    """The roster in memory."""

    async def add_volunteer(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        if await self.volunteer_by_email(contact.email):
            raise AddressTakenError
        volunteer = Volunteer(volunteer_id, VolunteerState.APPLIED, offer)
        self.state.volunteers[volunteer_id] = FakeVolunteer(volunteer, contact)

    async def volunteer_by_email(self, email: str) -> Volunteer | None:
        for item in self.state.volunteers.values():
            if same_address(item.contact.email) == same_address(email):
                return item.volunteer
        return None

    async def volunteer(self, volunteer_id: VolunteerId) -> Volunteer:
        return self.state.volunteers[volunteer_id].volunteer

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        return self.state.volunteers[volunteer_id].contact

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        item = self.state.volunteers[volunteer_id]
        if item.volunteer.state is VolunteerState.APPLIED:
            item.volunteer, item.contact = replace(item.volunteer, offer=offer), contact

    async def keep_confirmation(
        self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta
    ) -> bool:
        own = [link for link in self.state.links.values() if link.volunteer_id == volunteer_id]
        if sum(link.kept_at > self.state.now - HOUR for link in own) >= 3:
            return False
        for link in own:
            link.expires_at = min(link.expires_at, self.state.now)
        kept = FakeLink(volunteer_id, self.state.now, self.state.now + lifetime)
        self.state.links[token_hash] = kept
        return True

    async def confirmation(self, token_hash: str) -> Confirmation | None:
        link = self.state.links.get(token_hash)
        if link is None:
            return None
        volunteer = self.state.volunteers[link.volunteer_id].volunteer
        return Confirmation(volunteer, link.used, link.expires_at <= self.state.now)

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        if volunteer_id not in _unconfirmed(self.state):
            return False
        del self.state.volunteers[volunteer_id]
        self.state.links = {
            token: link
            for token, link in self.state.links.items()
            if link.volunteer_id != volunteer_id
        }
        return True

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        item = self.state.volunteers[volunteer_id]
        for link in self.state.links.values():
            link.used = link.used or link.volunteer_id == volunteer_id
        if item.volunteer.state is VolunteerState.ACTIVE:
            return False
        item.volunteer = replace(item.volunteer, state=VolunteerState.ACTIVE)
        return True


class FakeNeedWork(_Part):
    """Needs in memory."""

    async def add_need(self, need: Need) -> bool:
        if need.request_id in self.state.needs:
            return False
        self.state.needs[need.request_id] = need
        return True

    async def end_need(self, request_id: RequestId) -> Need | None:
        need = self.state.needs.setdefault(request_id, None)
        if need is not None:
            await self.save_need(replace(need, state=NeedState.CLOSED, reason=None))
        return need

    async def need(self, request_id: RequestId) -> Need:
        found = self.state.needs.get(request_id)
        if found is None:
            raise LookupError
        return found

    async def lock_need(self, request_id: RequestId) -> Need:
        return await self.need(request_id)

    async def save_need(self, need: Need, look_again: timedelta | None = None) -> None:
        self.state.needs[need.request_id] = need
        self.state.look_at.pop(need.request_id, None)
        if look_again is not None:
            self.state.look_at[need.request_id] = self.state.now + look_again

    async def take_need(self, request_id: RequestId) -> Need | None:
        return self.state.needs.get(request_id)

    async def take_due_need(self, request_id: RequestId) -> Need | None:
        due_at = self.state.look_at.get(request_id)
        is_due = due_at is not None and due_at <= self.state.now
        return self.state.needs.get(request_id) if is_due else None

    async def wake_needs(self, volunteer_id: VolunteerId, limit: int) -> int:
        candidate = _candidate(self.state, volunteer_id)
        waiting = [
            need
            for need in self.state.needs.values()
            if need is not None
            and need.state is NeedState.UNMATCHED
            and need.reason is not UnmatchedReason.NOT_FOR_VOLUNTEERS
            and fits(candidate, need)
            and volunteer_id not in _asked(self.state, need.request_id)
        ]
        for need in waiting[:limit]:
            self.state.look_at[need.request_id] = self.state.now
        return len(waiting[:limit])


class FakeMatchWork(_Part):
    """Proposals and assignments in memory."""

    async def alone(self) -> None:
        """Do nothing: the fake's transactions are one after the other."""

    async def able(self, need: Need, limit: int) -> Sequence[Candidate]:
        able = [one for one in await self.candidates(need) if is_able(one, need)]
        first = datetime.min.replace(tzinfo=NOW.tzinfo)
        able.sort(key=lambda one: (one.last_asked_at or first, one.volunteer_id))
        return able[:limit]

    async def candidates(self, need: Need) -> Sequence[Candidate]:
        asked = _asked(self.state, need.request_id)
        active = [
            item.volunteer.id
            for item in self.state.volunteers.values()
            if item.volunteer.state is VolunteerState.ACTIVE
        ]
        all_of_them = [_candidate(self.state, volunteer_id) for volunteer_id in active]
        return [
            replace(one, asked_before=one.volunteer_id in asked)
            for one in all_of_them
            if fits(one, need)
        ]

    async def history(self, request_id: RequestId) -> History:
        own = [item.match for item in self.state.matches.values()]
        own = [match for match in own if match.request_id == request_id]
        declined = sum(match.state is MatchState.DECLINED for match in own)
        return History(len(own), declined)

    async def propose(self, new: NewMatch) -> Match:
        if new.volunteer_id in _asked(self.state, new.request_id):
            raise AssertionError
        expires_at = self.state.now + new.lifetime
        match = Match(new.id, new.request_id, new.volunteer_id, 1, MatchState.OPEN, expires_at)
        self.state.matches[new.id] = FakeMatch(match, new.token_hash)
        self.state.turn += 1
        turn = self.state.now + timedelta(microseconds=self.state.turn)
        self.state.volunteers[new.volunteer_id].last_asked_at = turn
        return match

    async def match(self, match_id: MatchId) -> Match:
        match = self.state.matches[match_id].match
        return replace(match, lapsed=match.expires_at <= self.state.now)

    async def match_by_proposal(self, token_hash: str) -> Match | None:
        for item in self.state.matches.values():
            if item.token_hash == token_hash:
                return await self.match(item.match.id)
        return None

    async def match_by_task(self, token_hash: str) -> Match | None:
        match_id = self.state.task_links.get(token_hash)
        return await self.match(match_id) if match_id else None

    async def live_match(self, request_id: RequestId) -> Match | None:
        for item in self.state.matches.values():
            if item.match.request_id == request_id and item.match.state in LIVE:
                return await self.match(item.match.id)
        return None

    async def accept(self, match: Match) -> bool:
        item = self.state.matches[match.id]
        others = [
            other
            for other in self.state.matches.values()
            if other.match.request_id == match.request_id
            and other.accepted_at
            and other.match.state in {MatchState.ACCEPTED, MatchState.COMPLETED}
        ]
        if item.match.state is not MatchState.OPEN or item.match.expires_at <= self.state.now:
            return False
        if others:
            raise AssertionError
        item.match = replace(item.match, version=match.version, state=MatchState.ACCEPTED)
        item.accepted_at = self.state.now
        return True

    async def end_match(self, match: Match, state: MatchState, minutes: int | None = None) -> None:
        item = self.state.matches[match.id]
        if item.match.state in LIVE:
            item.match = replace(item.match, version=match.version, state=state, minutes=minutes)

    async def count_event(self, match: Match) -> None:
        item = self.state.matches[match.id]
        item.match = replace(item.match, version=match.version)

    async def allow_access(self, match_id: MatchId) -> bool:
        item, now = self.state.matches[match_id], self.state.now
        is_fresh = item.issued_at is not None and item.issued_at > now - MINUTE
        if item.match.state is not MatchState.ACCEPTED or is_fresh or item.issued >= 10:
            return False
        item.issued_at, item.issued = now, item.issued + 1
        return True

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        self.state.task_links[token_hash] = match_id


class FakeWork(FakeVolunteerWork, FakeNeedWork, FakeMatchWork):
    """One transaction in memory."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        is_first = event.id not in self.state.seen
        self.state.seen.add(event.id)
        return is_first

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        for new in announcements:
            taken = {(old.subject, old.version) for old in self.state.published}
            if (new.subject, new.version) in taken:
                raise AssertionError
            self.state.published.append(new)


@dataclass
class FakeStore:
    """Transactions one after the other; an error brings the former state back."""

    state: FakeState = field(default_factory=FakeState)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        async with self._lock:
            before = copy.deepcopy(self.state)
            try:
                yield FakeWork(self.state)
            except BaseException:
                self.state = before
                raise

    async def lapsed_matches(self, limit: int) -> Sequence[MatchId]:
        lapsed = [
            item.match
            for item in self.state.matches.values()
            if item.match.state is MatchState.OPEN and item.match.expires_at <= self.state.now
        ]
        lapsed.sort(key=lambda match: match.expires_at)
        return [match.id for match in lapsed[:limit]]

    async def unconfirmed_applicants(self, limit: int) -> Sequence[VolunteerId]:
        return _unconfirmed(self.state)[:limit]

    async def due_needs(self, limit: int) -> Sequence[RequestId]:
        due = {one: at for one, at in self.state.look_at.items() if at <= self.state.now}
        return sorted(due, key=lambda one: due[one])[:limit]


def _unconfirmed(state: FakeState) -> list[VolunteerId]:
    hopeful = {link.volunteer_id for link in state.links.values() if link.expires_at > state.now}
    return [
        item.volunteer.id
        for item in state.volunteers.values()
        if item.volunteer.state is VolunteerState.APPLIED and item.volunteer.id not in hopeful
    ]


def _asked(state: FakeState, request_id: RequestId) -> set[VolunteerId]:
    matches = [item.match for item in state.matches.values()]
    return {match.volunteer_id for match in matches if match.request_id == request_id}


def _candidate(state: FakeState, volunteer_id: VolunteerId) -> Candidate:
    item = state.volunteers[volunteer_id]
    offer = item.volunteer.offer
    return Candidate(
        volunteer_id=volunteer_id,
        languages=frozenset(offer.languages),
        categories=frozenset(offer.categories),
        areas=frozenset(offer.areas),
        weekly_cap=offer.weekly_cap,
        load=sum(_counts(match, state.now) for match in _of(state, volunteer_id)),
        last_asked_at=item.last_asked_at,
    )


def _of(state: FakeState, volunteer_id: VolunteerId) -> list[FakeMatch]:
    return [item for item in state.matches.values() if item.match.volunteer_id == volunteer_id]


def _counts(item: FakeMatch, now: datetime) -> bool:
    if item.match.state is MatchState.OPEN:
        return True
    is_task = item.match.state in {MatchState.ACCEPTED, MatchState.COMPLETED}
    return is_task and item.accepted_at is not None and item.accepted_at > now - WEEK
