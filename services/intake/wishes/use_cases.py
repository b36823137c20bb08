"""Keep a coordinator's wish, send it when its time has come, and keep what matching answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from services.intake.requests.model import COORDINATOR, ReferralConsent, Request, RequestId
from services.intake.requests.use_cases.react_to_matching import ReactionWork, ReactToMatching
from services.intake.staff.model import StaffId
from services.intake.wishes.events import wished
from services.intake.wishes.model import (
    ASKED,
    Ask,
    Asking,
    AssignmentWish,
    DueWish,
    OrganisationId,
    Outcome,
    ReferralWish,
    Widening,
    WideningWish,
    Wish,
    WishId,
)
from services.intake.wishes.ports import PartnerNames, WishWork, WithWishes
from services.intake.wishes.rules import UNDO_TIME, may_be_asked, may_be_referred
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.matching import (
    MatchProposed,
    RequestAssignmentRefused,
    RequestReferralRefused,
    RequestWidened,
    RequestWideningRefused,
    VolunteerMatched,
)
from shared.work import Store


class ProposalWork(ReactionWork, WithWishes, Protocol):
    """What keeping that someone is asked needs of a transaction."""


@dataclass(frozen=True, slots=True)
class SendWishes:
    """A wish leaves a while after it was made; whoever undoes it before has sent nothing.

    Each step is one transaction under the lock of the request. So commands are numbered as the
    request's other events are, two coordinators at once make one wish, an undoing and a departure
    exclude each other, and no answer can come before its wish is stored.
    """

    store: Store[WishWork]
    chance: Chance
    wait: timedelta = UNDO_TIME

    async def show_wishes(self, request_id: RequestId) -> Asking | None:
        """Tell what was wished for a request; None for one that is not known."""
        async with self.store.begin() as work:
            asking = await work.wishes.asking(request_id)
            consent = await work.requests.consent(request_id) if asking else None
        return replace(asking, consent=consent) if asking else None

    async def ask_volunteer(self, request_id: RequestId, ask: Ask, staff_id: StaffId) -> Outcome:
        """Have one volunteer asked soon; the same wish while one is on its way changes nothing."""
        return await self._keep(AssignmentWish(self._new_id(), request_id, staff_id, ask))

    async def widen_search(
        self, request_id: RequestId, widening: Widening, staff_id: StaffId
    ) -> Outcome:
        """Have more people asked soon; while one such wish is on its way another is the same."""
        return await self._keep(WideningWish(self._new_id(), request_id, staff_id, widening))

    async def _keep(self, wish: DueWish) -> Outcome:
        async with self.store.begin() as work:
            request = await work.requests.lock(wish.request_id)
            outcome = may_be_asked(request) if request else Outcome.UNKNOWN_REQUEST
            if outcome is Outcome.ON_ITS_WAY and await work.wishes.keep(wish, self.wait):
                await work.wishes.note(wish, "wished", wish.staff_id)
        return outcome

    async def undo_wish(self, request_id: RequestId, wish_id: WishId, staff_id: StaffId) -> bool:
        """Keep a wish from leaving; False when it has left, or was undone before."""
        async with self.store.begin() as work:
            await work.requests.lock(request_id)
            wish = await work.wishes.undo(wish_id, request_id)
            if wish is not None:
                await work.wishes.note(wish, "undone", staff_id)
        return wish is not None

    async def send_wish(self, wish_id: WishId) -> bool:
        """Say the command of a wish whose time has come; False when it is not so now.

        Of a request that waits no more matching is not asked: the coordinator reads why.
        """
        async with self.store.begin() as work:
            request_id = await work.wishes.request_of(wish_id)
            request = await work.requests.lock(request_id) if request_id else None
            wish = await work.wishes.take(wish_id)
            if request is None or wish is None:
                return False
            outcome = may_be_asked(request)
            if outcome is Outcome.ON_ITS_WAY:
                await _say(work, request, wish)
            else:
                await work.wishes.refuse(wish, outcome)
        return True

    async def refer_request(
        self,
        request_id: RequestId,
        organisation_id: OrganisationId,
        staff_id: StaffId,
        *,
        has_consent: bool = False,
    ) -> Outcome:
        """Have matching refer the request; without the person's word it refuses.

        It leaves at once: a referral can be taken back as long as nobody has answered.
        """
        wish = ReferralWish(self._new_id(), request_id, staff_id, organisation_id, has_consent)
        async with self.store.begin() as work:
            request = await work.requests.lock(wish.request_id)
            outcome = may_be_referred(request) if request else Outcome.UNKNOWN_REQUEST
            if request and outcome is Outcome.ON_ITS_WAY and await _say(work, request, wish):
                await work.wishes.note(wish, "wished", staff_id)
                if has_consent:
                    heard = ReferralConsent(said_yes=True, way=COORDINATOR, staff_id=staff_id)
                    await work.requests.keep_consent(request_id, heard)
        return outcome

    def _new_id(self) -> WishId:
        return WishId(self.chance.new_id())


@dataclass(frozen=True, slots=True)
class OfferPartners:
    """Which organisations a coordinator may name; who fits, and why, matching knows."""

    names: PartnerNames

    async def named(self) -> Sequence[tuple[OrganisationId, str]]:
        """List them by name."""
        return await self.names.named()


@dataclass(frozen=True, slots=True)
class KeepAnswers:
    """Matching answers each wish once; the first answer stands, in whatever order they come.

    A refusal of a wish that is unknown here belongs to a request that was erased meanwhile: a wish
    is stored before its command is said. It changes nothing and is not parked, for nobody could do
    anything about it. A reason that this version does not know is kept as it came.
    """

    store: Store[ProposalWork]
    matching: ReactToMatching

    async def react_to_match_proposed(self, event: Envelope[MatchProposed]) -> None:
        """Keep that someone is being asked, and whose wish that was, if it was one."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await self.matching.keep_proposed(work, event)
                await _answer(work, event.data)

    async def react_to_volunteer_matched(self, event: Envelope[VolunteerMatched]) -> None:
        """Keep who helps, and which coordinator heard their yes, if one did."""
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                await self.matching.keep_matched(work, event)
                await _answer(work, event.data)

    async def react_to_request_assignment_refused(
        self, event: Envelope[RequestAssignmentRefused]
    ) -> None:
        """Keep why the volunteer is not asked."""
        await self._keep_refusal(event)

    async def react_to_request_referral_refused(
        self, event: Envelope[RequestReferralRefused]
    ) -> None:
        """Keep why the request is not referred."""
        await self._keep_refusal(event)

    async def react_to_request_widened(self, event: Envelope[RequestWidened]) -> None:
        """Keep that more people may be asked, and how many."""
        data = event.data
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                of = WishId(data.wish_id), RequestId(data.request_id)
                await work.wishes.answer(*of, ASKED, data.more)

    async def react_to_request_widening_refused(
        self, event: Envelope[RequestWideningRefused]
    ) -> None:
        """Keep why no more people are asked."""
        await self._keep_refusal(event)

    async def _keep_refusal(
        self,
        event: Envelope[RequestAssignmentRefused]
        | Envelope[RequestWideningRefused]
        | Envelope[RequestReferralRefused],
    ) -> None:
        data = event.data
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                request_id = RequestId(data.request_id)
                await work.wishes.answer(WishId(data.wish_id), request_id, data.reason)


async def _answer(work: WithWishes, said: MatchProposed | VolunteerMatched) -> None:
    if said.wish_id:
        await work.wishes.answer(WishId(said.wish_id), RequestId(said.request_id), ASKED)


async def _say(work: WishWork, request: Request, wish: Wish) -> bool:
    is_new = await work.wishes.add(wish)
    if is_new:
        said = wished(request, wish)
        await work.requests.save_standing(request.id, said.version, request.state, request.closure)
        await work.publish([said])
    return is_new
