"""Send a coordinator's wish to matching, and keep what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.intake.requests.model import Request, RequestId
from services.intake.requests.use_cases.react_to_matching import ReactionWork, ReactToMatching
from services.intake.staff.model import StaffId
from services.intake.wishes.events import wished
from services.intake.wishes.model import (
    ASKED,
    AssignmentWish,
    OrganisationId,
    Outcome,
    ReferralWish,
    Wish,
    WishId,
)
from services.intake.wishes.ports import WishWork, WithWishes
from services.intake.wishes.rules import may_be_asked, may_be_referred
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.matching import (
    MatchProposed,
    RequestAssignmentRefused,
    RequestReferralRefused,
)
from shared.work import Store


class ProposalWork(ReactionWork, WithWishes, Protocol):
    """What keeping that someone is asked needs of a transaction."""


@dataclass(frozen=True, slots=True)
class SendWishes:
    """The wish and its command are one transaction, under the lock of the request.

    So commands are numbered as the request's other events are, two coordinators at once make one
    wish, and no answer can come before its wish is stored.
    """

    store: Store[WishWork]
    chance: Chance

    async def ask_volunteer(
        self, request_id: RequestId, volunteer_number: int, staff_id: StaffId
    ) -> Outcome:
        """Have matching ask one volunteer; the same wish while one is on its way sends nothing."""
        wish = AssignmentWish(self._new_id(), request_id, staff_id, volunteer_number)
        return await self._send(wish, may_be_asked)

    async def refer_request(
        self, request_id: RequestId, organisation_id: OrganisationId, staff_id: StaffId
    ) -> Outcome:
        """Have matching refer the request; it refuses in words until there are partners."""
        wish = ReferralWish(self._new_id(), request_id, staff_id, organisation_id)
        return await self._send(wish, may_be_referred)

    async def _send(self, wish: Wish, decide: Callable[[Request], Outcome]) -> Outcome:
        async with self.store.begin() as work:
            request = await work.requests.lock(wish.request_id)
            outcome = decide(request) if request else Outcome.UNKNOWN_REQUEST
            if request and outcome is Outcome.SENT:
                await _say(work, request, wish)
        return outcome

    def _new_id(self) -> WishId:
        return WishId(self.chance.new_id())


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
        data = event.data
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            await self.matching.keep_proposed(work, event)
            if data.wish_id:
                request_id = RequestId(data.request_id)
                await work.wishes.answer(WishId(data.wish_id), request_id, ASKED)

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

    async def _keep_refusal(
        self, event: Envelope[RequestAssignmentRefused] | Envelope[RequestReferralRefused]
    ) -> None:
        data = event.data
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                request_id = RequestId(data.request_id)
                await work.wishes.answer(WishId(data.wish_id), request_id, data.reason)


async def _say(work: WishWork, request: Request, wish: Wish) -> None:
    if await work.wishes.add(wish):
        said = wished(request, wish)
        await work.requests.save_standing(request.id, said.version, request.state, request.closure)
        await work.publish([said])
