"""Matching's world in memory; the store is kept honest by `StoreContract`."""

import asyncio
import copy
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.matching.domain.explaining import Decision
from services.matching.domain.model import (
    Confirmation,
    Contact,
    Match,
    MatchId,
    Need,
    Offer,
    RequestId,
    Turn,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.words import MatchState, NeedState, VolunteerState
from services.matching.engine.model import Helper, Wanted, km_between, minute_of
from services.matching.engine.rules.eligibility import why_not
from services.matching.ports import (
    AddressTakenError,
    Changes,
    Claim,
    DueTurns,
    Granted,
    KeptDecision,
)
from services.matching.store.homes import place_of
from services.matching.store.waiting import WOKEN
from shared.contracts.words import UnmatchedReason
from shared.fields.mail_address import same_address
from shared.web.sessions import StaffSession
from tests.support.matching.building import NOW
from tests.support.web.staff import FakeSessions
from tests.support.work import FakeTransaction, Ledger

WEEK, HOUR, MINUTE = timedelta(days=7), timedelta(hours=1), timedelta(minutes=1)
LIVE = {MatchState.OPEN, MatchState.ACCEPTED}


@dataclass
class FakeVolunteer:
    """A volunteer as they lie in the store."""

    volunteer: Volunteer
    contact: Contact
    number: int = 0
    rested_at: datetime = NOW
    asked: int = 0
    accepted: int = 0


@dataclass
class FakeMatch:
    """A match as it lies in the store."""

    match: Match
    token_hash: str
    accepted_at: datetime | None = None
    issued_at: datetime | None = None
    issued: int = 0
    counted: bool = True


@dataclass
class FakeLink:
    """A confirmation link."""

    volunteer_id: VolunteerId
    kept_at: datetime
    expires_at: datetime
    used: bool = False


@dataclass
class FakeState(Ledger):
    """Everything a transaction can change."""

    now: datetime = NOW
    volunteers: dict[VolunteerId, FakeVolunteer] = field(default_factory=dict)
    links: dict[str, FakeLink] = field(default_factory=dict)
    needs: dict[RequestId, Need | None] = field(default_factory=dict)
    look_at: dict[RequestId, datetime] = field(default_factory=dict)
    heard_at: dict[RequestId, datetime] = field(default_factory=dict)
    decisions: dict[RequestId, list[KeptDecision]] = field(default_factory=dict)
    matches: dict[MatchId, FakeMatch] = field(default_factory=dict)
    task_links: dict[str, MatchId] = field(default_factory=dict)
    sessions: FakeSessions = field(default_factory=FakeSessions)


@dataclass(frozen=True)
class _Repository:
    state: FakeState


class FakeVolunteers(_Repository):
    """The roster in memory."""

    async def add(self, volunteer_id: VolunteerId, offer: Offer, contact: Contact) -> None:
        if await self.by_email(contact.email):
            raise AddressTakenError
        volunteer = Volunteer(volunteer_id, VolunteerState.APPLIED, offer)
        number = len(self.state.volunteers) + 1
        self.state.volunteers[volunteer_id] = FakeVolunteer(volunteer, contact, number)

    async def by_email(self, email: str) -> Volunteer | None:
        for item in self.state.volunteers.values():
            if same_address(item.contact.email) == same_address(email):
                return item.volunteer
        return None

    async def read(self, volunteer_id: VolunteerId) -> Volunteer:
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


class FakeNeeds(_Repository):
    """Needs in memory."""

    async def add(self, needs: Sequence[Need]) -> None:
        for need in needs:
            if need.request_id not in self.state.needs:
                self.state.needs[need.request_id] = need
                self.state.heard_at[need.request_id] = self.state.now
                self.state.look_at[need.request_id] = self.state.now

    async def end(self, request_id: RequestId) -> Need | None:
        need = self.state.needs.setdefault(request_id, None)
        if need is not None:
            await self.save(replace(need, state=NeedState.CLOSED, reason=None))
        return need

    async def read(self, request_id: RequestId) -> Need:
        found = self.state.needs.get(request_id)
        if found is None:
            raise LookupError
        return found

    async def lock(self, request_id: RequestId) -> Need:
        return await self.read(request_id)

    async def save(self, need: Need, look_again: timedelta | None = None) -> None:
        self.state.needs[need.request_id] = replace(need, cause=None)
        self.state.look_at.pop(need.request_id, None)
        if look_again is not None:
            self.state.look_at[need.request_id] = self.state.now + look_again

    async def save_all(self, needs: Sequence[tuple[Need, timedelta | None]]) -> None:
        for need, look_again in needs:
            await self.save(need, look_again)

    async def take(self, request_id: RequestId) -> Need | None:
        return self.state.needs.get(request_id)


class FakeWaiting(_Repository):
    """Needs that wait, in memory."""

    async def wake(self, volunteer_id: VolunteerId) -> int:
        offer = self.state.volunteers[volunteer_id].volunteer.offer
        waiting = [
            need
            for need in self.state.needs.values()
            if need is not None
            and need.state is NeedState.UNMATCHED
            and need.reason is not UnmatchedReason.NOT_FOR_VOLUNTEERS
            and need.municipality in offer.areas
            and need.category in offer.categories
            and need.language in offer.languages
            and volunteer_id not in _asked(self.state, need.request_id)
        ]
        for need in waiting[:WOKEN]:
            self.state.look_at[need.request_id] = self.state.now
        return len(waiting[:WOKEN])


class FakeMatches(_Repository):
    """Proposals and assignments in memory."""

    async def read(self, match_id: MatchId) -> Match:
        match = self.state.matches[match_id].match
        return replace(match, lapsed=match.expires_at <= self.state.now)

    async def by_proposal(self, token_hash: str) -> Match | None:
        for item in self.state.matches.values():
            if item.token_hash == token_hash:
                return await self.read(item.match.id)
        return None

    async def by_task(self, token_hash: str) -> Match | None:
        match_id = self.state.task_links.get(token_hash)
        return await self.read(match_id) if match_id else None

    async def live(self, request_id: RequestId) -> Sequence[Match]:
        return [
            await self.read(item.match.id)
            for item in self.state.matches.values()
            if item.match.request_id == request_id and item.match.state in LIVE
        ]

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
        self.state.volunteers[match.volunteer_id].accepted += 1
        return True

    async def end(
        self, matches: Sequence[Match], state: MatchState, minutes: int | None = None
    ) -> None:
        for match in matches:
            item = self.state.matches[match.id]
            if item.match.state in LIVE:
                item.match = replace(
                    item.match, version=match.version, state=state, minutes=minutes
                )
                item.counted = item.counted and state is MatchState.COMPLETED

    async def end_week(self, match_id: MatchId) -> bool:
        item = self.state.matches[match_id]
        is_over = item in _weeks_over(self.state)
        item.counted = item.counted and not is_over
        return is_over

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


class FakeHelpers(_Repository):
    """The roster as choosing sees it, in memory."""

    async def mark(self) -> int:
        return 0

    async def everyone(self) -> AsyncIterator[Sequence[Helper]]:
        yield _helpers(self.state)

    async def changes(self, mark: int) -> Changes:
        return Changes(mark + 1, _helpers(self.state))

    async def these(self, numbers: Sequence[int]) -> Sequence[Helper]:
        return [helper for helper in _helpers(self.state) if helper.number in numbers]

    async def nearest(self, need: Wanted, limit: int) -> Sequence[Helper]:
        able = [helper for helper in _helpers(self.state) if why_not(helper, need) is None]
        able.sort(key=lambda helper: km_between(helper.place, need.place))
        return able[:limit]


class FakeProposals(_Repository):
    """Choosing in memory: one shard, and nobody else."""

    async def due_turns(self, limit: int) -> DueTurns | None:
        return self._turns(_due(self.state)[:limit])

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        return self._turns([each for each in _due(self.state) if each in request_ids])

    async def hand_over_alone(self) -> None:
        """Do nothing: the fake's transactions are one after the other."""

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        granted = []
        known = {item.number: item for item in self.state.volunteers.values()}
        for new in claims:
            item = known.get(new.number)
            if item is not None and self._is_free(item, new):
                granted.append(self._grant(item, new))
        return granted

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        for request_id, decision in decisions.items():
            kept = self.state.decisions.setdefault(request_id, [])
            kept.append(KeptDecision(self.state.now, decision))
            del kept[:-5]

    def _is_free(self, item: FakeVolunteer, new: Claim) -> bool:
        return (
            item.volunteer.state is VolunteerState.ACTIVE
            and _load(self.state, item.volunteer.id) < item.volunteer.offer.weekly_cap
            and item.rested_at <= self.state.now + new.slack
            and item.volunteer.id not in _asked(self.state, new.request_id)
        )

    def _grant(self, item: FakeVolunteer, new: Claim) -> Granted:
        expires_at = self.state.now + new.lifetime
        match = Match(new.id, new.request_id, item.volunteer.id, 1, MatchState.OPEN, expires_at)
        self.state.matches[new.id] = FakeMatch(match, new.token_hash)
        item.asked += 1
        item.rested_at = max(item.rested_at, self.state.now) + new.forget
        return Granted(match, item.volunteer.offer.language, item.contact)

    def _turns(self, due: Sequence[RequestId]) -> DueTurns | None:
        turns = [_turn(self.state, need) for each in due if (need := self.state.needs[each])]
        return DueTurns(self.state.now, turns) if turns else None


class FakeWork(FakeTransaction[FakeState]):
    """One transaction in memory."""

    @property
    def proposals(self) -> FakeProposals:
        return FakeProposals(self.state)

    @property
    def matches(self) -> FakeMatches:
        return FakeMatches(self.state)

    @property
    def waiting(self) -> FakeWaiting:
        return FakeWaiting(self.state)

    @property
    def needs(self) -> FakeNeeds:
        return FakeNeeds(self.state)

    @property
    def volunteers(self) -> FakeVolunteers:
        return FakeVolunteers(self.state)

    @property
    def helpers(self) -> FakeHelpers:
        return FakeHelpers(self.state)

    @property
    def sessions(self) -> FakeSessions:
        return self.state.sessions


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

    async def find_session(self, hashed: str) -> StaffSession | None:
        return await self.state.sessions.find(hashed)


@dataclass(frozen=True)
class FakeDueMatches:
    """Reads the fake store."""

    store: FakeStore

    async def lapsed(self, limit: int) -> Sequence[MatchId]:
        lapsed = [
            item.match
            for item in self.store.state.matches.values()
            if item.match.state is MatchState.OPEN and item.match.expires_at <= self.store.state.now
        ]
        lapsed.sort(key=lambda match: match.expires_at)
        return [match.id for match in lapsed[:limit]]

    async def weeks_over(self, limit: int) -> Sequence[MatchId]:
        return [item.match.id for item in _weeks_over(self.store.state)][:limit]


@dataclass(frozen=True)
class FakeDueApplicants:
    """Reads the fake store."""

    store: FakeStore

    async def unconfirmed(self, limit: int) -> Sequence[VolunteerId]:
        return _unconfirmed(self.store.state)[:limit]


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


def _due(state: FakeState) -> list[RequestId]:
    due = {one: at for one, at in state.look_at.items() if at <= state.now}
    return sorted(due, key=lambda one: due[one])


def _turn(state: FakeState, need: Need) -> Turn:
    own = [item for item in state.matches.values() if item.match.request_id == need.request_id]
    states = [item.match.state for item in own]
    return Turn(
        need=need,
        waited=state.now - state.heard_at[need.request_id],
        open_now=states.count(MatchState.OPEN),
        asked=frozenset(state.volunteers[item.match.volunteer_id].number for item in own),
        declined=states.count(MatchState.DECLINED),
    )


def _helpers(state: FakeState) -> list[Helper]:
    return [
        _helper(state, item)
        for item in state.volunteers.values()
        if item.volunteer.state is VolunteerState.ACTIVE
    ]


def _helper(state: FakeState, item: FakeVolunteer) -> Helper:
    offer = item.volunteer.offer
    return Helper(
        number=item.number,
        place=place_of(offer.postal_code, offer.municipality),
        categories=frozenset(offer.categories),
        languages=frozenset(offer.languages),
        areas=frozenset(offer.areas),
        weekly_cap=offer.weekly_cap,
        load=_load(state, item.volunteer.id),
        rested_at=minute_of(item.rested_at),
        asked=item.asked,
        accepted=item.accepted,
    )


def _load(state: FakeState, volunteer_id: VolunteerId) -> int:
    own = [item for item in state.matches.values() if item.match.volunteer_id == volunteer_id]
    return sum(item.counted for item in own)


def _weeks_over(state: FakeState) -> list[FakeMatch]:
    return [
        item
        for item in state.matches.values()
        if item.counted
        and item.match.state in {MatchState.ACCEPTED, MatchState.COMPLETED}
        and item.accepted_at is not None
        and item.accepted_at <= state.now - WEEK
    ]
