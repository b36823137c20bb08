"""Take the needs that are due one step further, as many at once as wait."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from prometheus_client import Counter, Histogram

from services.matching.domain.explaining import (
    NEARBY_KM,
    TOLD,
    decision_of,
)
from services.matching.domain.looking import Moment, wanted_of
from services.matching.domain.model import MatchId, RequestId, Turn
from services.matching.domain.proposing import (
    Ask,
    HandOver,
    Search,
    Wait,
    first_step,
    hand_over,
    next_step,
)
from services.matching.engine.model import Place, Wanted
from services.matching.engine.rules.assigning import Solver
from services.matching.engine.rules.choosing import Choice, Wish, choose, usual_helper
from services.matching.engine.rules.policy import Policy, lifetime
from services.matching.engine.rules.prices import Prices
from services.matching.handlers.announcing import About
from services.matching.handlers.knowing import Picture
from services.matching.handlers.outcome import Outcome
from services.matching.handlers.writing import Letters
from services.matching.ports import Claim, DueTurns, Granted
from services.matching.ports.proposals import ChoosingWork
from shared.chance import Chance
from shared.messaging.outbox import Announcement
from shared.sealing.tokens import token_hash
from shared.telemetry.metrics import REGISTRY
from shared.work import Store

BATCH: Final = 500
"""Needs of one transaction: what is due, never more, and never waited for."""
WORTH_LEARNING: Final = 50
"""Needs of a batch; in a smaller one nobody is scarce, and it would teach that nobody ever is."""
_MINUTE: Final = timedelta(minutes=1)

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
    place_of: Callable[[str, str], Place | None]
    """Says where a postal code in a municipality is."""
    local: Callable[[datetime], datetime]
    """Gives the time on the wall."""


@dataclass(frozen=True, slots=True)
class _Searching:
    """A turn for which helpers are looked for."""

    turn: Turn
    wanted: Wanted
    seats: int


@dataclass(slots=True)
class Choosing:
    """One process's choosing; several may run, each on shards of its own."""

    store: Store[ChoosingWork]
    picture: Picture
    letters: Letters
    chance: Chance
    rules: Rules
    prices: Prices = field(default_factory=Prices)

    async def round(self) -> int:
        """Work off one batch; gives how many needs it moved on."""
        try:
            with round_seconds.time():
                moved, in_vain = await self._ask()
                moved += await self._hand_over(in_vain) if in_vain else 0
        except BaseException:
            self.picture.forget()
            raise
        moved_total.inc(moved)
        return moved

    async def _ask(self) -> tuple[int, Sequence[RequestId]]:
        async with self.store.begin() as work:
            due = await work.proposals.due_turns(BATCH)
            if due is None:
                return 0, ()
            outcome, searching = self._sort(due, await self._look_around(work, due))
            choice = await asyncio.to_thread(self._choose, searching)
            self._take(outcome, searching, choice)
            lost = await self._store(work, outcome)
        return len(due.turns) - lost - len(outcome.in_vain), outcome.in_vain

    async def _look_around(self, work: ChoosingWork, due: DueTurns) -> list[Wanted | None]:
        """Say what each need wants, and have the picture ready for it."""
        moment = self._moment(due)
        wanted = [self._wanted(turn, moment) for turn in due.turns]
        await self.picture.catch_up(work, [each for each in wanted if each])
        return wanted

    def _moment(self, due: DueTurns) -> Moment:
        return Moment(due.now, self.rules.local(due.now))

    def _sort(
        self, due: DueTurns, wants: Sequence[Wanted | None]
    ) -> tuple[Outcome, list[_Searching]]:
        """Settle what needs no search, and say what the others want."""
        moment, outcome, searching = self._moment(due), Outcome(), []
        for turn, wanted in zip(due.turns, wants, strict=True):
            usual = usual_helper(self.picture.index, wanted) if wanted else None
            step = first_step(turn, self.rules.policy, moment, usual_is_free=usual is not None)
            match step:
                case Search() if wanted:
                    searching.append(_Searching(turn, wanted, step.seats))
                case Wait():
                    outcome.needs.append((turn.need, step.look_again))
                case HandOver():
                    outcome.hand(turn, step)
        return outcome, searching

    def _wanted(self, turn: Turn, moment: Moment) -> Wanted | None:
        place = self.rules.place_of(turn.need.postal_code, turn.need.municipality)
        return wanted_of(turn, place, self.rules.policy, moment)

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

    def _take(self, outcome: Outcome, searching: Sequence[_Searching], choice: Choice) -> None:
        """Turn the choice into claims and waits."""
        index, policy = self.picture.index, self.rules.policy
        for each, chosen in zip(searching, choice.chosen, strict=True):
            turn = each.turn
            match next_step(turn, chosen, policy):
                case None:
                    outcome.in_vain.append(turn.need.request_id)
                case Wait(look_again):
                    outcome.needs.append((turn.need, look_again))
                case Ask() as step:
                    life = lifetime(policy, turn.need.urgency)
                    outcome.asks[turn.need.request_id] = turn, step
                    outcome.decisions[turn.need.request_id] = decision_of(
                        turn, each.wanted, chosen, life, index
                    )
                    self._claim(outcome, turn, step)

    def _claim(self, outcome: Outcome, turn: Turn, step: Ask) -> None:
        policy, urgency = self.rules.policy, turn.need.urgency
        forget = policy.forget_minutes * _MINUTE
        slack = (policy.ask_limit[urgency] - 1) * forget + 2 * _MINUTE
        for offset, pick in enumerate(step.picks, start=1):
            match_id, token = MatchId(self.chance.new_id()), self.chance.new_token()
            outcome.tokens[match_id] = token
            outcome.claims.append(
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

    async def _store(self, work: ChoosingWork, outcome: Outcome) -> int:
        """Store it all; gives how many needs lost everyone they claimed."""
        granted = await work.proposals.claim(outcome.claims)
        won = {grant.match.id for grant in granted}
        lost = [claim.number for claim in outcome.claims if claim.id not in won]
        if lost:
            await self.picture.correct(work, lost)
        for turn, step in outcome.asks.values():
            outcome.note(turn, step, set(lost))
        outcome.said += self._words(outcome, granted)
        await work.needs.save_all(outcome.needs)
        await work.proposals.keep_decisions(outcome.decisions)
        await work.publish(outcome.said)
        return len(outcome.asks) - len({grant.match.request_id for grant in granted})

    def _words(self, outcome: Outcome, granted: Sequence[Granted]) -> list[Announcement]:
        """Say that each is asked, and write to them."""
        attempts = {claim.id: claim.attempt for claim in outcome.claims}
        words = []
        for grant in granted:
            match = grant.match
            turn, _ = outcome.asks[match.request_id]
            about = About(turn.need, turn.need.cause)
            words.append(about.proposed(match, attempts[match.id]))
            words.append(self.letters.proposal(about, grant, outcome.tokens[match.id]))
        return words

    async def _hand_over(self, request_ids: Sequence[RequestId]) -> int:
        """Give to the coordinator what nobody may be asked about, unless someone became free."""
        async with self.store.begin() as work:
            await work.proposals.hand_over_alone()
            due = await work.proposals.these_turns(request_ids)
            if due is None:
                return 0
            wants = await self._look_around(work, due)
            outcome = await asyncio.to_thread(self._look_in_vain, due.turns, wants)
            await self._store(work, outcome)
        return len(due.turns)

    def _look_in_vain(self, turns: Sequence[Turn], wants: Sequence[Wanted | None]) -> Outcome:
        outcome = Outcome()
        for turn, wanted in zip(turns, wants, strict=True):
            if wanted and not self.picture.index.cheapest(wanted, 1).numbers:
                tally = self.picture.index.tally(wanted, NEARBY_KM)
                refusals = {reason: tally[reason] for reason in tally if reason in TOLD}
                outcome.hand(turn, hand_over(turn, refusals))
        return outcome
