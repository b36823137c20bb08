"""Take a referral one step further, and its request with it."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.matching.engine.rules.policy import LOOK_AGAIN
from services.matching.needs.model import Need, NeedState
from services.matching.needs.use_cases import story_of
from services.matching.referrals.events import moved, nobody_left
from services.matching.referrals.model import Following, Referral, ReferralId, Step
from services.matching.referrals.ports import ReferralWork
from services.matching.referrals.rules.machine import after, following, standing_of
from services.matching.referrals.use_cases.send import SendReferrals
from shared.contracts.words import UnmatchedReason
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Move:
    """What is done with a referral, why, and who did it; nobody where time or a rule did."""

    step: Step
    code: str | None = None
    staff_id: UUID | None = None


EXPIRED: Final = Move(Step.EXPIRE)


@dataclass(frozen=True, slots=True)
class MoveReferrals:
    """The need is held, and the referral was read after that: of two who press, one is late."""

    send: SendReferrals

    async def move(
        self,
        work: ReferralWork,
        need: Need,
        referral: Referral,
        what: Move,
        cause: UUID | None = None,
    ) -> bool:
        """Do it; False where it is not to be had as it stands now."""
        state = after(referral.state, what.step)
        if state is None:
            return False
        changed = replace(referral, state=state, version=referral.version + 1, code=what.code)
        if changed.is_open:
            await self._go_on(work, need, changed, what, cause)
        else:
            await self._end(work, need, (referral, changed), what, cause)
        return True

    async def _go_on(
        self, work: ReferralWork, need: Need, changed: Referral, what: Move, cause: UUID | None
    ) -> None:
        until = await self.send.deadlines(work, need, changed)
        stored = await work.referrals.save(changed, until)
        stands = need.moved_to(standing_of(changed.state) or NeedState.REFERRED)
        await work.needs.save(stands)
        story = story_of(stands, cause)
        await work.publish([moved(story, stands, stored, what.step, what.staff_id)])

    async def _end(
        self,
        work: ReferralWork,
        need: Need,
        change: tuple[Referral, Referral],
        what: Move,
        cause: UUID | None,
    ) -> None:
        was, changed = change
        follows = following(was.state, what.step, what.code)
        is_over = follows is Following.OVER
        ended = await work.referrals.save(
            replace(changed, passes_on=None if is_over else follows), None
        )
        stands = need
        if what.step is Step.COMPLETE or not is_over:
            stands = need.moved_to(NeedState.CLOSED if is_over else NeedState.REFERRED)
            await work.needs.save(stands)
        story = story_of(stands, cause)
        await work.publish([moved(story, stands, ended, what.step, what.staff_id)])


@dataclass(frozen=True, slots=True)
class PassOnReferrals:
    """What follows an end is chosen apart from it: a member who declines sees nobody else's.

    Until then the request stands as referred, and the row says what is to be done: so it is not
    forgotten by whoever dies in between.
    """

    store: Store[ReferralWork]
    send: SendReferrals

    async def pass_on(self, referral_id: ReferralId) -> bool:
        """Ask the next, or give it to a coordinator; False when it is not so now."""
        async with self.store.begin() as work:
            found = await work.referrals.find(referral_id)
            need = await work.needs.take(found.request_id) if found else None
            referral = await work.referrals.find(referral_id) if need else None
            if need is None or referral is None or referral.passes_on is None:
                return False
            await work.referrals.passed_on(referral_id)
            is_open = await work.referrals.open_of(need.request_id)
            if need.state is NeedState.REFERRED and is_open is None:
                await self._go_on(work, need, referral.passes_on)
        return True

    async def _go_on(self, work: ReferralWork, need: Need, follows: Following) -> None:
        asked, fitting = await work.referrals.asked(need.request_id), 0
        if follows is Following.NEXT and len(asked) < self.send.terms.most_asked:
            choice = await self.send.send_next(work, need, None)
            if choice.chosen is not None:
                return
            fitting = choice.fitting
        found = need.moved_to(NeedState.UNMATCHED, UnmatchedReason.NO_PARTNER)
        stands = replace(found, version=need.version + 1)
        await work.needs.save(stands, LOOK_AGAIN if need.volunteer_allowed else None)
        await work.publish([nobody_left(story_of(stands), stands, asked, fitting)])
