"""Take the needs that are due one step further, as many at once as wait."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from prometheus_client import Counter, Histogram

from services.matching.engine.model import Place, Wanted
from services.matching.engine.rules.assigning import Solver
from services.matching.engine.rules.choosing import Choice, Wish, choose, usual_helper
from services.matching.engine.rules.policy import Policy, lifetime
from services.matching.engine.rules.prices import Prices
from services.matching.needs.model import RequestId
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import proposed
from services.matching.proposals.letters import ProposalLetters
from services.matching.proposals.model import Claim, DueTurns, Granted, MatchId, Turn
from services.matching.proposals.ports import ChoosingWork
from services.matching.proposals.rules.explaining import decision_of
from services.matching.proposals.rules.next_step import (
    Ask,
    HandOver,
    Search,
    Wait,
    first_step,
    next_step,
)
from services.matching.proposals.rules.wanted import Moment, asks_borne, wanted_of
from services.matching.proposals.use_cases.batch_changes import BatchChanges, looked_in_vain
from services.matching.proposals.use_cases.own_requests import without_askers
from services.matching.proposals.use_cases.roster_picture import Picture
from shared.chance import Chance
from shared.messaging.outbox import Announcement
from shared.same_person import SamePerson
from shared.sealing.tokens import token_hash
from shared.telemetry.metrics import REGISTRY
from shared.work import Store

BATCH: Final = 500
"""Needs of one transaction: what is due, never more, and never waited for."""
WORTH_LEARNING: Final = 50
"""Needs of a batch; in a smaller one nobody is scarce, and it would teach that nobody ever is."""
_MINUTE: Final = timedelta(minutes=1)
Take = Callable[[ChoosingWork], Awaitable[DueTurns | None]]
"""Takes the needs to choose for."""

moved_total = Counter(
    "matching_needs_moved_total", "Needs that were taken one step further", registry=REGISTRY
)
round_seconds = Histogram(
    "matching_round_seconds", "One batch, from the lock to the commit", registry=REGISTRY
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How this installation chooses."""

    policy: Policy
    solve: Solver
    place_of: Callable[[str | None, str], Place | None]
    """Says where a postal code in a municipality is."""
    local: Callable[[datetime], datetime]
    """Gives the time on the wall."""

    def moment(self, now: datetime) -> Moment:
        """Give a moment by both clocks."""
        return Moment(now, self.local(now))

    def wanted(self, turn: Turn, moment: Moment) -> Wanted | None:
        """Say what a need wants of a helper; None when it is not for volunteers."""
        place = self.place_of(turn.need.postal_code, turn.need.municipality)
        return wanted_of(turn, place, self.policy, moment)


@dataclass(frozen=True, slots=True)
class _Searching:
    """A turn for which helpers are looked for."""

    turn: Turn
    wanted: Wanted
    seats: int


@dataclass(slots=True)
class ChooseHelpers:
    """One process's choosing; several may run, each on shards of its own."""

    store: Store[ChoosingWork]
    picture: Picture
    letters: ProposalLetters
    chance: Chance
    rules: Rules
    same_person: SamePerson
    prices: Prices = field(default_factory=Prices)

    async def choose_batch(self) -> int:
        """Work off one batch; gives how many needs it moved on."""
        return await self._choose_for(lambda work: work.proposals.due_turns(BATCH))

    async def choose_one(self, request_id: RequestId) -> int:
        """Choose for one need alone, if it is due still and nobody else has it in hand."""
        return await self._choose_for(lambda work: work.proposals.these_turns([request_id]))

    async def _choose_for(self, take: Take) -> int:
        try:
            with round_seconds.time():
                moved, in_vain = await self._ask(take)
                moved += await self._hand_over(in_vain) if in_vain else 0
        except BaseException:
            self.picture.forget()
            raise
        moved_total.inc(moved)
        return moved

    async def _ask(self, take: Take) -> tuple[int, Sequence[RequestId]]:
        async with self.store.begin() as work:
            due = await take(work)
            if due is None:
                return 0, ()
            changes, searching = self._sort(due, await self._look_around(work, due))
            choice = await asyncio.to_thread(self._choose, searching)
            self._take(changes, searching, choice)
            lost = await self._store(work, changes)
        return len(due.turns) - lost - len(changes.in_vain), changes.in_vain

    async def _look_around(self, work: ChoosingWork, due: DueTurns) -> list[Wanted | None]:
        """Say what each need wants, and have the picture ready for it."""
        moment = self.rules.moment(due.now)
        wanted = [self.rules.wanted(turn, moment) for turn in due.turns]
        await self.picture.catch_up(work, [each for each in wanted if each])
        return wanted

    def _sort(
        self, due: DueTurns, wants: Sequence[Wanted | None]
    ) -> tuple[BatchChanges, list[_Searching]]:
        """Settle what needs no search, and say what the others want."""
        moment, changes, searching = self.rules.moment(due.now), BatchChanges(), []
        for turn, wanted in zip(due.turns, wants, strict=True):
            usual = usual_helper(self.picture.index, wanted) if wanted else None
            step = first_step(turn, self.rules.policy, moment, usual_is_free=usual is not None)
            match step:
                case Search() if wanted:
                    searching.append(_Searching(turn, wanted, step.seats))
                case Wait():
                    changes.needs.append((turn.need, step.look_again))
                case HandOver():
                    changes.note_handed_over(turn, step)
        return changes, searching

    def _choose(self, searching: Sequence[_Searching]) -> Choice:
        wishes = [Wish(each.wanted, each.seats) for each in searching]
        index = self.picture.index
        choice = choose(wishes, index, self.rules.solve, self.prices)
        if len(searching) < WORTH_LEARNING:
            return choice
        numbers = list(choice.duals)
        keys = [index.class_of_number(number) for number in numbers]
        self.prices = self.prices.learn(keys, [choice.duals[number] for number in numbers])
        return choice

    def _take(self, changes: BatchChanges, searching: Sequence[_Searching], choice: Choice) -> None:
        """Turn the choice into claims and waits."""
        index, policy = self.picture.index, self.rules.policy
        for each, chosen in zip(searching, choice.chosen, strict=True):
            turn = each.turn
            match next_step(turn, chosen, policy):
                case None:
                    changes.in_vain.append(turn.need.request_id)
                case Wait(look_again):
                    changes.needs.append((turn.need, look_again))
                case Ask() as step:
                    life = lifetime(policy, turn.need.urgency)
                    changes.asks[turn.need.request_id] = turn, step
                    changes.decisions[turn.need.request_id] = decision_of(
                        turn, each.wanted, chosen, life, index
                    )
                    self._claim(changes, turn, step)

    def _claim(self, changes: BatchChanges, turn: Turn, step: Ask) -> None:
        policy, urgency = self.rules.policy, turn.need.urgency
        forget = policy.forget_minutes * _MINUTE
        slack = (asks_borne(turn.need, policy) - 1) * forget + 2 * _MINUTE
        for offset, pick in enumerate(step.picks, start=1):
            match_id, token = MatchId(self.chance.new_id()), self.chance.new_token()
            changes.tokens[match_id] = token
            changes.claims.append(
                Claim(
                    id=match_id,
                    request_id=turn.need.request_id,
                    number=pick.number,
                    attempt=len(turn.asked) + offset,
                    lifetime=lifetime(policy, urgency),
                    slack=slack,
                    forget=forget,
                    token_hash=token_hash(token),
                )
            )

    async def _store(self, work: ChoosingWork, changes: BatchChanges) -> int:
        """Store it all; gives how many needs lost everyone they claimed."""
        asked = {request_id: turn.need for request_id, (turn, _) in changes.asks.items()}
        claimed = await work.proposals.claim(changes.claims)
        granted = await without_askers(work, claimed, asked, self.same_person)
        won = {grant.match.id for grant in granted}
        lost = [claim.number for claim in changes.claims if claim.id not in won]
        if lost:
            await self.picture.correct(work, lost)
        for turn, step in changes.asks.values():
            changes.note_asked(turn, step, set(lost))
        changes.said += self._words(changes, granted)
        await work.needs.save_all(changes.needs)
        await work.proposals.keep_decisions(changes.decisions)
        await work.publish(changes.said)
        return len(changes.asks) - len({grant.match.request_id for grant in granted})

    def _words(self, changes: BatchChanges, granted: Sequence[Granted]) -> list[Announcement]:
        """Say that each is asked, and write to them."""
        attempts = {claim.id: claim.attempt for claim in changes.claims}
        needs = {need.request_id: need for need, _ in changes.needs}
        words = []
        for grant in granted:
            match = grant.match
            need = needs[match.request_id]
            story = story_of(need, need.cause)
            token = changes.tokens[match.id]
            words.append(proposed(story, need, match, attempts[match.id]))
            words.append(self.letters.proposal(story, need, grant, token))
        return words

    async def _hand_over(self, request_ids: Sequence[RequestId]) -> int:
        """Give to the coordinator what nobody may be asked about, unless someone became free."""
        async with self.store.begin() as work:
            await work.proposals.hand_over_alone()
            due = await work.proposals.these_turns(request_ids)
            if due is None:
                return 0
            wants = await self._look_around(work, due)
            changes = await asyncio.to_thread(looked_in_vain, self.picture.index, due.turns, wants)
            await self._store(work, changes)
        return len(due.turns)
