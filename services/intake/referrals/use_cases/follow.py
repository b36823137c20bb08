"""Follow what matching says of a referral: keep it, and write to whom it concerns."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.intake.attention.model import AttentionReason
from services.intake.duty.model import Duty
from services.intake.referrals.events import link_issued, referred
from services.intake.referrals.letters import ReferralLetters
from services.intake.referrals.model import Asked, News
from services.intake.referrals.ports import FollowingWork, Names
from services.intake.referrals.rules import (
    is_taken_back,
    is_their_own_wish,
    line_to_tell,
    news_of,
    state_after,
    told_to_asker,
)
from services.intake.requests.model import (
    Referral,
    ReferralId,
    Request,
    RequestId,
    Said,
    State,
    Template,
)
from services.intake.requests.ports import Letters, UnknownRequestError
from services.intake.requests.rules.standing import merge_referral
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.wishes.model import ASKED, WishId
from shared.chance import Chance
from shared.contracts.envelope import Envelope
from shared.contracts.event import known
from shared.contracts.matching import ReferralSent, SaysReferral
from shared.contracts.words import Standing
from shared.sealing.tokens import token_hash
from shared.work import Store

Heard = Envelope[SaysReferral]


@dataclass(frozen=True, slots=True)
class FollowReferrals:
    """Order and doubles do not matter: of each referral the newest is kept, and told of once."""

    store: Store[FollowingWork]
    settle: SettleRequests
    letters: ReferralLetters
    to_asker: Letters
    names: Names
    chance: Chance

    async def react_to_referral(self, event: Heard) -> None:
        """Keep it where it is news, bring the request up to it, and write."""
        name = await self.names.of(event.data.organisation_id)
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            request = await work.requests.lock(RequestId(event.data.request_id))
            if request is None:
                raise UnknownRequestError
            await _answer_wish(work, event)
            progress = await work.requests.progress(request.id)
            news = _news(event)
            after = merge_referral(progress, news)
            if after is progress:
                return
            before = progress.referrals.get(news.referral_id)
            await work.requests.keep_referral(request.id, news)
            request = await self._say(work, request, before, news, event)
            await self.settle.settle_request(work, request, after, event.id)
            if request.closure is None and not is_their_own_wish(
                getattr(event.data, "reason", None)
            ):
                await self._tell_asker(work, request, (before, news), name, event.id)

    async def _say(
        self,
        work: FollowingWork,
        request: Request,
        before: Referral | None,
        news: Referral,
        event: Heard,
    ) -> Request:
        """Say what intake has to say, and write to the members; gives the request as numbered."""
        if request.closure is not None:
            await self._tell_over(work, request, before, news, event.id)
            return request
        said = [] if before else [referred(request, news, event.id)]
        request = replace(request, version=request.version + len(said))
        await work.publish(said)
        why = news_of(event.type)
        if why is not None and news.answer_by is not None:
            request = await self._ask(work, request, news, why, event.id)
        await self._tell_over(work, request, before, news, event.id)
        await work.requests.save_standing(request.id, request.version, request.state, None)
        return request

    async def _ask(
        self, work: FollowingWork, request: Request, news: Referral, why: News, cause: UUID
    ) -> Request:
        """Write to each member, with a link of their own; call a person where none is reached."""
        assert news.answer_by is not None, "what is asked has a deadline"  # noqa: S101  # _say
        care = await work.requests.care(request.id)
        line = line_to_tell(request.category, by_staff=care.by_staff)
        ids = news.referral_id, news.organisation_id
        asked = Asked(*ids, request, line, news.answer_by, why)
        members = await _members(work, news.organisation_id)
        if not members:
            await work.attention.call_person(request.id, AttentionReason.PARTNER_UNTOLD)
        for duty in members:
            token = self.chance.new_token()
            link = news.referral_id, duty.staff_id, token_hash(token)
            issued = link_issued(request, link, news.answer_by, cause)
            await work.publish([issued, self.letters.asked(duty, asked, token, cause)])
            request = replace(request, version=request.version + 1)
        return request

    async def _tell_over(
        self,
        work: FollowingWork,
        request: Request,
        before: Referral | None,
        news: Referral,
        cause: UUID,
    ) -> None:
        if is_taken_back(before, news):
            whose = news.organisation_id
            members = await _members(work, whose)
            said = [self.letters.over(each, request, whose, cause) for each in members]
            await work.publish(said)

    async def _tell_asker(
        self,
        work: FollowingWork,
        request: Request,
        change: tuple[Referral | None, Referral],
        name: str,
        cause: UUID,
    ) -> None:
        """Write to whoever asked; of what only staff see to the letter names no organisation."""
        template = told_to_asker(*change)
        if template is Template.WITH_PARTNER:
            care = await work.requests.care(request.id)
            told = "" if care.by_staff else name
            await work.publish(await self.to_asker.helped_by(work, request, told, cause))
        elif template is not None:
            await work.publish(await self.to_asker.news(work, template, request, cause))


async def _members(work: FollowingWork, organisation_id: UUID) -> list[Duty]:
    """Give those whom a letter reaches."""
    return [each for each in await work.duties.members_of(organisation_id) if each.to is not None]


async def _answer_wish(work: FollowingWork, event: Heard) -> None:
    data = event.data
    if isinstance(data, ReferralSent) and data.wish_id is not None:
        await work.wishes.answer(WishId(data.wish_id), RequestId(data.request_id), ASKED)


def _news(event: Heard) -> Referral:
    data = event.data
    standing, number = known(Standing, data.standing), data.standing_number
    state = State(standing) if standing else None
    return Referral(
        referral_id=ReferralId(data.referral_id),
        organisation_id=data.organisation_id,
        version=event.subjectversion,
        state=state_after(event.type, state),
        said=Said(number, state) if state and number else None,
        answer_by=getattr(data, "answer_by", None),
    )
