"""A coordinator wishes that one volunteer be asked about one request."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.matching.engine.rules.policy import Policy, lifetime, look_again
from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.use_cases import story_in, story_of
from services.matching.proposals.events import proposed, refused
from services.matching.proposals.letters import ProposalLetters
from services.matching.proposals.model import Claim, MatchId, Turn
from services.matching.proposals.ports import WishWork
from services.matching.proposals.rules.next_step import search_state
from services.matching.proposals.rules.wish import refusal_of
from services.matching.proposals.use_cases.own_requests import without_askers
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestAssignmentRequested
from shared.contracts.matching import RequestAssignmentRefused
from shared.contracts.words import AssignmentRefusal
from shared.same_person import SamePerson
from shared.sealing.tokens import token_hash
from shared.work import Store

NOT_ASKED: Final = AssignmentRefusal.ASKED_BEFORE
"""As of whoever must not meet: it tells nobody that a volunteer asked for help."""
Wish = Envelope[RequestAssignmentRequested]


@dataclass(frozen=True, slots=True)
class AskWished:
    """Asks at once, also in quiet hours; the volunteer's week, distance and skills do not count.

    A coordinator judges those. Whoever is on a break or not on the roster is not asked.
    """

    store: Store[WishWork]
    letters: ProposalLetters
    chance: Chance
    policy: Policy
    same_person: SamePerson

    async def react_to_assignment_requested(self, event: Wish) -> None:
        """Ask the volunteer, or say why not; of a request not heard of yet it comes again."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            refusal = await self._ask(work, event)
            if refusal is not None:
                version = await work.needs.count_event(RequestId(event.data.request_id))
                said = RequestAssignmentRefused(
                    wish_id=event.data.wish_id,
                    request_id=event.data.request_id,
                    volunteer_number=event.data.volunteer_number,
                    reason=refusal,
                )
                await work.publish([refused(story_in(event), version, said)])

    async def _ask(self, work: WishWork, event: Wish) -> AssignmentRefusal | None:
        request_id, number = RequestId(event.data.request_id), event.data.volunteer_number
        if await work.needs.lock_heard(request_id) is None:
            return AssignmentRefusal.NOT_WAITING
        turn = await work.proposals.turn(request_id)
        refusal = refusal_of(turn, number)
        if refusal is not None:
            return refusal
        token = self.chance.new_token()
        claim = self._claim(turn, number, token)
        claimed = await work.proposals.claim([claim])
        asked = {request_id: turn.need}
        granted = await without_askers(work, claimed, asked, self.same_person)
        if not granted:
            return NOT_ASKED if claimed else AssignmentRefusal.UNKNOWN_VOLUNTEER
        again = look_again(self.policy, search_state(turn))
        need = turn.need.moved_to(NeedState.PROPOSED)
        await work.needs.save(need, again)
        story = story_of(need, event.id)
        said = proposed(story, need, granted[0].match, claim.attempt, event.data.wish_id)
        await work.publish([said, self.letters.proposal(story, need, granted[0], token)])
        return None

    def _claim(self, turn: Turn, number: int, token: str) -> Claim:
        return Claim(
            id=MatchId(self.chance.new_id()),
            request_id=turn.need.request_id,
            number=number,
            attempt=len(turn.asked) + 1,
            lifetime=lifetime(self.policy, turn.need.urgency),
            slack=None,
            forget=timedelta(minutes=self.policy.forget_minutes),
            token_hash=token_hash(token),
        )
