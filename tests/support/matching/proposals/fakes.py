"""Choosing, proposals and assignments in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.proposals.model import (
    ByHand,
    Claim,
    Decision,
    DueTurns,
    Granted,
    KeptDecision,
    Match,
    MatchId,
    MatchState,
    Turn,
)
from services.matching.proposals.store.waiting import WOKEN
from services.matching.volunteers.model import (
    VolunteerId,
    VolunteerState,
)
from shared.contracts.ask_words import AskManner, SoftLimit
from shared.contracts.words import UnmatchedReason, WithdrawalReason
from tests.support.matching.state import (
    FakeMatch,
    FakeState,
    FakeVolunteer,
    Repository,
    Stateful,
    asked_about,
    asked_for_good,
    helpers_before,
    load_of,
    set_aside,
)

WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
NOT_WOKEN = {UnmatchedReason.NOT_FOR_VOLUNTEERS, UnmatchedReason.CHOOSING_FAILED}
LIVE = {MatchState.OPEN, MatchState.ACCEPTED}


class FakeWaiting(Repository):
    """Needs that wait, in memory."""

    async def wake(self, volunteer_id: VolunteerId) -> int:
        offer = self.state.volunteers[volunteer_id].volunteer.offer
        waiting = [
            need
            for need in self.state.needs.values()
            if need is not None
            and need.state is NeedState.UNMATCHED
            and need.reason not in NOT_WOKEN
            and (need.municipality in offer.areas or SoftLimit.RADIUS in need.widened)
            and need.is_known
            and {*need.kinds} <= {*offer.categories}
            and need.language in offer.languages
            and volunteer_id not in asked_about(self.state, need.request_id)
        ]
        for need in waiting[:WOKEN]:
            self.state.look_at[need.request_id] = self.state.now
        return len(waiting[:WOKEN])


class FakeMatches(Repository):
    """Proposals and assignments in memory."""

    async def read(self, match_id: MatchId) -> Match:
        match = self.state.matches[match_id].match
        return replace(match, lapsed=match.expires_at <= self.state.now)

    async def find(self, match_id: MatchId) -> Match | None:
        return await self.read(match_id) if match_id in self.state.matches else None

    async def by_proposal(self, token_hash: str) -> Match | None:
        for item in self.state.matches.values():
            if item.token_hash == token_hash:
                return await self.read(item.match.id)
        return None

    async def by_task(self, token_hash: str) -> Match | None:
        match_id = self.state.task_links.get(token_hash)
        return await self.read(match_id) if match_id else None

    async def asked_now(self, request_id: RequestId, number: int) -> Match | None:
        for item in self.state.matches.values():
            match = item.match
            is_it = self.state.volunteers[match.volunteer_id].number == number
            if is_it and match.request_id == request_id and match.state is MatchState.OPEN:
                return await self.read(match.id)
        return None

    async def has_live(self, volunteer_id: VolunteerId) -> bool:
        matches = (item.match for item in self.state.matches.values())
        return any(match.volunteer_id == volunteer_id and match.state in LIVE for match in matches)

    async def held_by(self, volunteer_id: VolunteerId) -> Sequence[Match]:
        held = [
            await self.read(item.match.id)
            for item in self.state.matches.values()
            if item.match.volunteer_id == volunteer_id and item.match.state in LIVE
        ]
        return sorted(held, key=lambda match: match.request_id)

    async def live(self, request_id: RequestId) -> Sequence[Match]:
        return [
            replace(
                await self.read(item.match.id),
                passed=tuple(item.hand.overrides) if item.hand else (),
            )
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
            and not other.is_past
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
        self._end(replace(each, state=state, minutes=minutes) for each in matches)

    async def withdraw(self, matches: Sequence[Match], why: WithdrawalReason) -> None:
        state = MatchState.WITHDRAWN
        self._end(replace(each, state=state, why_withdrawn=why) for each in matches)

    def _end(self, ended: Iterable[Match]) -> None:
        for match in ended:
            item = self.state.matches[match.id]
            if item.match.state in LIVE:
                item.match, item.ended_at = match, self.state.now
                item.counted = item.counted and match.state is MatchState.COMPLETED

    async def leave_behind(self, request_id: RequestId) -> None:
        for item in self.state.matches.values():
            if item.match.request_id == request_id:
                item.is_past = item.match.state is MatchState.COMPLETED

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

    async def links_issued(self, match_id: MatchId) -> int:
        return self.state.matches[match_id].issued

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        self.state.task_links[token_hash] = match_id


class FakeProposals(Repository):
    """Choosing in memory: one shard, and nobody else."""

    async def due_turns(self, limit: int) -> DueTurns | None:
        return self._turns(_due(self.state)[:limit])

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        return self._turns([each for each in _due(self.state) if each in request_ids])

    async def turn(self, request_id: RequestId) -> Turn:
        known = self.state.needs.get(request_id)
        if known is None:
            raise LookupError
        return _turn(self.state, known)

    async def hand_over_alone(self) -> None:
        """Do nothing: the fake's transactions are one after the other."""

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        granted = []
        known = {item.number: item for item in self.state.volunteers.values()}
        for new in claims:
            item = known.get(new.number)
            if item is None or not self._is_free(item, new):
                continue
            if item.opens:
                granted.append(self._grant(item, new))
            else:
                set_aside(self.state, item.volunteer.id, "KeyLostError")
        return granted

    async def hold(self, request_id: RequestId, number: int) -> None:
        """Do nothing: the fake's transactions are one after the other."""

    async def note_by_hand(self, match_id: MatchId, hand: ByHand) -> None:
        self.state.matches[match_id].hand = hand

    async def block(self, claims: Sequence[MatchId]) -> None:
        for claim in claims:
            match = self.state.matches.pop(claim).match
            self.state.blocks.add((match.request_id, match.volunteer_id))
            self.state.volunteers[match.volunteer_id].asked -= 1

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        for request_id, decision in decisions.items():
            kept = self.state.decisions.setdefault(request_id, [])
            kept.append(KeptDecision(self.state.now, decision))
            del kept[:-5]

    def _is_free(self, item: FakeVolunteer, new: Claim) -> bool:
        return (
            item.volunteer.state is VolunteerState.ACTIVE
            and (new.slack is None or self._is_rested(item, new.slack))
            and item.volunteer.id not in self._in_the_way(new)
        )

    def _in_the_way(self, new: Claim) -> set[VolunteerId]:
        """Give who is not asked anew: by hand only who is asked already."""
        if new.slack is not None:
            return asked_for_good(self.state, new.request_id)
        matches = [item.match for item in self.state.matches.values()]
        return {
            match.volunteer_id
            for match in matches
            if match.request_id == new.request_id and match.state is MatchState.OPEN
        }

    def _is_rested(self, item: FakeVolunteer, slack: timedelta) -> bool:
        return self._has_place(item) and item.rested_at <= self.state.now + slack

    def _has_place(self, item: FakeVolunteer) -> bool:
        return load_of(self.state, item.volunteer.id) < item.volunteer.offer.weekly_cap

    def _grant(self, item: FakeVolunteer, new: Claim) -> Granted:
        expires_at = self.state.now + new.lifetime
        match = Match(new.id, new.request_id, item.volunteer.id, 1, MatchState.OPEN, expires_at)
        self.state.matches[new.id] = FakeMatch(match, new.token_hash, counted=self._has_place(item))
        item.asked += 1
        item.rested_at = max(item.rested_at, self.state.now) + new.forget
        return Granted(match, item.contact)

    def _turns(self, due: Sequence[RequestId]) -> DueTurns | None:
        turns = [_turn(self.state, need) for each in due if (need := self.state.needs[each])]
        return DueTurns(self.state.now, turns) if turns else None


@dataclass(frozen=True)
class FakeDueMatches:
    """Reads the fake store."""

    store: Stateful

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


def _due(state: FakeState) -> list[RequestId]:
    due = {one: at for one, at in state.look_at.items() if at <= state.now}
    return sorted(due, key=lambda one: due[one])


def _turn(state: FakeState, need: Need) -> Turn:
    own = [item for item in state.matches.values() if item.match.request_id == need.request_id]
    states = [item.match.state for item in own]
    asked = frozenset(state.volunteers[item.match.volunteer_id].number for item in own)
    kept = asked_for_good(state, need.request_id)
    return Turn(
        need=need,
        waited=state.now - state.heard_at[need.request_id],
        open_now=states.count(MatchState.OPEN),
        asked=asked,
        declined=states.count(MatchState.DECLINED),
        blocked=frozenset(
            item.number
            for volunteer_id, item in state.volunteers.items()
            if (need.request_id, volunteer_id) in state.blocks
        ),
        usual=next(reversed(helpers_before(state, need)), None),
        is_reserved=any(
            item.match.state is MatchState.OPEN
            and item.hand is not None
            and item.hand.manner is AskManner.FIRST
            for item in own
        ),
        again=asked - {state.volunteers[volunteer_id].number for volunteer_id in kept},
    )


def _weeks_over(state: FakeState) -> list[FakeMatch]:
    return [
        item
        for item in state.matches.values()
        if item.counted
        and item.match.state in {MatchState.ACCEPTED, MatchState.COMPLETED}
        and item.accepted_at is not None
        and item.accepted_at <= state.now - WEEK
    ]
