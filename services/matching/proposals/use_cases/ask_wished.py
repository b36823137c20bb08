"""A coordinator wishes that one volunteer be asked about one request, or has heard their yes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from services.matching.engine.rules.policy import lifetime, look_again
from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.use_cases import story_in, story_of
from services.matching.proposals.events import proposed, refused
from services.matching.proposals.letters import ProposalLetters
from services.matching.proposals.model import ByHand, Claim, Granted, MatchId, Turn
from services.matching.proposals.ports import WishWork
from services.matching.proposals.rules.next_step import search_state
from services.matching.proposals.rules.wish import refusal_of, rule_against
from services.matching.proposals.use_cases.choose import Rules
from services.matching.proposals.use_cases.give_task import GiveTasks
from services.matching.proposals.use_cases.own_requests import without_askers
from shared.chance import Chance
from shared.contracts.ask_words import AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.intake import RequestAssignmentRequested
from shared.contracts.matching import RequestAssignmentRefused
from shared.same_person import SamePerson
from shared.sealing.tokens import token_hash
from shared.work import Store

NOT_ASKED: Final = AssignmentRefusal.ASKED_BEFORE
"""As of whoever must not meet: it tells nobody that a volunteer asked for help."""
Wish = Envelope[RequestAssignmentRequested]


@dataclass(frozen=True, slots=True)
class AskWished:
    """The rules of choosing hold here too; each is looked at while the volunteer is held.

    So nobody's week is filled between the look and the asking. What a coordinator may pass over
    says `OVERRIDABLE`.
    """

    store: Store[WishWork]
    letters: ProposalLetters
    chance: Chance
    rules: Rules
    same_person: SamePerson
    give: GiveTasks
    now: Callable[[], datetime]

    async def react_to_assignment_requested(self, event: Wish) -> None:
        """Do it, or say why not; of a request not heard of yet it comes again."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            refusal = await self._do(work, event)
            if refusal is not None:
                version = await work.needs.count_event(RequestId(event.data.request_id))
                said = RequestAssignmentRefused(
                    wish_id=event.data.wish_id,
                    request_id=event.data.request_id,
                    volunteer_number=event.data.volunteer_number,
                    reason=refusal,
                )
                await work.publish([refused(story_in(event), version, said)])

    async def _do(self, work: WishWork, event: Wish) -> AssignmentRefusal | None:
        request_id, number = RequestId(event.data.request_id), event.data.volunteer_number
        if await work.needs.lock_heard(request_id) is None:
            return AssignmentRefusal.NOT_WAITING
        turn, hand = await work.proposals.turn(request_id), hand_of(event.data)
        refusal = refusal_of(turn, number) or await self._against(work, turn, number, hand)
        if refusal is not None:
            return refusal
        asked = await work.matches.asked_now(request_id, number)
        if asked is None:
            return await self._ask(work, event, turn, hand)
        # only whoever said yes comes here: of anybody else that they are asked speaks against it
        await work.proposals.note_by_hand(asked.id, hand)
        story = story_of(turn.need, event.id)
        is_given = await self.give.give_task(work, turn.need, asked, story, event.data.wish_id)
        return None if is_given else NOT_ASKED

    async def _against(
        self, work: WishWork, turn: Turn, number: int, hand: ByHand
    ) -> AssignmentRefusal | None:
        await work.proposals.hold(turn.need.request_id, number)
        helpers = await work.helpers.these([number])
        wanted = self.rules.wanted(turn, self.rules.moment(self.now()))
        if not helpers or wanted is None:
            return AssignmentRefusal.UNKNOWN_VOLUNTEER
        return rule_against(helpers[0], wanted, hand)

    async def _ask(
        self, work: WishWork, event: Wish, turn: Turn, hand: ByHand
    ) -> AssignmentRefusal | None:
        token = self.chance.new_token()
        claim = self._claim(turn, event.data.volunteer_number, token)
        claimed = await work.proposals.claim([claim])
        asked = {turn.need.request_id: turn.need}
        granted = await without_askers(work, claimed, asked, self.same_person)
        if not granted:
            return NOT_ASKED if claimed else AssignmentRefusal.UNKNOWN_VOLUNTEER
        await work.proposals.note_by_hand(claim.id, hand)
        await self._tell(work, event, turn, (hand.manner, granted[0], token))
        return None

    async def _tell(
        self, work: WishWork, event: Wish, turn: Turn, who: tuple[AskManner, Granted, str]
    ) -> None:
        """Say that they are asked, and write to them; or give them the task."""
        manner, granted, token = who
        need, attempt = turn.need.moved_to(NeedState.PROPOSED), len(turn.asked) + 1
        again = look_again(self.rules.policy, search_state(turn))
        await work.needs.save(need, again if manner is AskManner.BESIDE else None)
        story, wish_id = story_of(need, event.id), event.data.wish_id
        said = proposed(story, need, granted.match, attempt, wish_id)
        if manner is AskManner.AGREED:
            await work.publish([said])
            await self.give.give_task(work, need, granted.match, story, wish_id)
        else:
            await work.publish([said, self.letters.proposal(story, need, granted, token)])

    def _claim(self, turn: Turn, number: int, token: str) -> Claim:
        policy = self.rules.policy
        return Claim(
            id=MatchId(self.chance.new_id()),
            request_id=turn.need.request_id,
            number=number,
            attempt=len(turn.asked) + 1,
            lifetime=lifetime(policy, turn.need.urgency),
            slack=None,
            forget=timedelta(minutes=policy.forget_minutes),
            token_hash=token_hash(token),
        )


def hand_of(said: RequestAssignmentRequested) -> ByHand:
    """Read in which way to ask; codes of a later version ask beside, and pass over nothing."""
    overrides = (known(AssignmentRefusal, code) for code in said.overrides)
    return ByHand(
        known(AskManner, said.manner) or AskManner.BESIDE,
        frozenset(rule for rule in overrides if rule),
        known(OverrideReason, said.override_reason or ""),
    )
