"""Those who ask, coordinate and speak for organisations in a town of referrals; their story."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Final, Self
from uuid import UUID, uuid4

from services.intake.organisations.model import OrganisationId as KnownToIntake
from services.intake.requests.model import RequestId
from services.intake.staff.model import Staff, StaffId
from services.intake.wishes.model import OrganisationId as Wished
from services.matching.needs.model import RequestId as NeedId
from services.matching.partners.model import OrganisationId
from services.matching.partners.use_cases.change import By
from services.matching.referrals.model import Referral, Step
from services.matching.referrals.use_cases.move import Move
from services.notify.partner_news.model import LetterWish
from services.notify.subscriptions.model import Endpoint, EndpointId, Wishes
from shared.contracts.partner_words import ControllerRole, PartnerStanding
from shared.contracts.words import Category, Language, ServiceLine, StaffRole
from tests.support.activations import ACTIVATION
from tests.support.intake.submissions.building import plea, reach_points
from tests.support.matching.partners.building import BAGS, facts
from tests.support.notify.grounds import PARTNER_URL, SECRET
from tests.support.referral_town.town import ReferralTown, now

OF_REFERRALS: Final = ("referral.sent", "referral.withdrawn", "referral.expired")
"""What organisations want to hear, by webhook or by letter."""
_AN_HOUR_AGO: Final = """
UPDATE endpoints SET checked_at = checked_at - interval '1 hour',
    wanted_since = wanted_since - interval '1 hour'
"""
"""Of what is said in the first seconds of a wish nobody asks whether it was heard."""
_MORE: Final = timedelta(minutes=1)
_numbers = count(1)


@dataclass(frozen=True)
class Asked:
    """Somebody's request, and the key of their page."""

    request_id: RequestId
    token: str


@dataclass(frozen=True)
class People:
    """Presses what people press; whoever sees an error presses again."""

    town: ReferralTown
    coordinator: StaffId

    @classmethod
    async def meet(cls, town: ReferralTown) -> Self:
        """Let a coordinator begin."""
        return cls(town, await town.grounds.intake.add_staff("kaisa"))

    async def join(self, number: int) -> OrganisationId:
        """Have an organisation join, with one member who reads mail."""
        new, at = OrganisationId(UUID(int=number)), self.town.play.use.look_after_partner
        async with self.town.grounds.matching.store.begin() as work:
            await work.partners.invite(new, ACTIVATION)
        await at.say_facts(await self._by(new), facts(lines=(ServiceLine.FOOD,)))
        await at.say_capacity(await self._by(new), {ServiceLine.FOOD: BAGS})
        await at.join(await self._by(new), ControllerRole.OWN)
        async with self.town.grounds.intake.store.begin() as work:
            await work.organisations.add(KnownToIntake(new), f"Järjestö {number}", ACTIVATION)
            member = Staff(
                StaffId(uuid4()),
                f"member {number}",
                "$argon2id$",
                (StaffRole.PARTNER_MEMBER,),
                organisation_id=new,
            )
            await work.staff.add(member)
            await work.duties.set_email(member.id, f"o{number}@example.org", Language.FINNISH)
        return new

    async def _by(self, which: OrganisationId) -> By:
        shown = await self.town.play.use.look_after_partner.show(which)
        return By(which, uuid4(), shown.edition)

    async def want_news(self, by_post: OrganisationId, by_letter: OrganisationId) -> None:
        """Have one organisation hear by webhook, and another at once by letter."""
        wishes, endpoint = Wishes(OF_REFERRALS), EndpointId(uuid4())
        async with self.town.grounds.notify.store.begin() as work:
            wanted = Endpoint("hook", PARTNER_URL, SECRET, wishes, by_post)
            await work.subscriptions.add(endpoint, wanted, ACTIVATION)
            await work.subscriptions.mark_checked(endpoint)
            wish = LetterWish(by_letter, "at_once", wishes, Language.FINNISH, "news@example.org")
            await work.partner_news.choose(wish, "hash", timedelta(days=7), ACTIVATION)
            await work.partner_news.confirm("hash")
        await self.town.grounds.notify.pool.execute(_AN_HOUR_AGO)

    async def ask(self) -> Asked:
        """Ask for food."""
        number = next(_numbers)
        points = reach_points(f"+3584012{number:05}", "aino@example.org")
        said = replace(plea(category=Category.FOOD_AID), reach_points=points)
        taken = await self.town.intake.submissions.take_in(said, f"key-{number}-{uuid4()}")
        found = "SELECT id FROM requests WHERE reference = $1"
        request_id = await self.town.grounds.intake.pool.fetchval(found, taken.answer.reference)
        await self.town.settle()
        return Asked(RequestId(request_id), taken.answer.status_url.rpartition("/")[2])

    async def refer(self, asked: Asked, whom: OrganisationId) -> None:
        """Let a coordinator who heard that the person agrees refer it."""
        refer = self.town.intake.wishes.refer_request
        wish = partial(refer, asked.request_id, Wished(whom), self.coordinator, has_consent=True)
        await self.town.fate.survive("intake: a coordinator refers", wish)
        await self.town.settle()

    async def open_of(self, asked: Asked) -> Referral:
        """Give the referral that is open."""
        async with self.town.grounds.matching.store.begin() as work:
            found = await work.referrals.open_of(NeedId(asked.request_id))
        assert found is not None
        return found

    async def press(self, asked: Asked, step: Step, code: str | None = None) -> None:
        """Let a member do something, signed in."""
        referral = await self.open_of(asked)
        what = Move(step, code, uuid4())
        at = self.town.play.use.answer_referrals
        press = partial(at.answer, referral.organisation_id, referral.id, what)
        await self.town.fate.survive(f"matching: a member presses {step}", press)
        await self.town.settle()

    async def press_link(self, step: Step, code: str | None = None) -> None:
        """Let a member press in the letter that came last."""
        texts = [mail.text.body for mail in self.town.mails.mails]
        (*_, token) = re.findall(r"/ohjaus/([\w-]+)", "\n".join(texts))
        press = partial(self.town.play.use.answer_referrals.answer_by_link, token, step, code)
        await self.town.fate.survive(f"matching: a link presses {step}", press)
        await self.town.settle()

    async def answer_question(self, asked: Asked) -> None:
        """Let a coordinator answer what was asked back."""
        referral = await self.open_of(asked)
        answer = partial(
            self.town.play.use.oversee_referrals.answer_question, referral.id, self.coordinator
        )
        await self.town.fate.survive("matching: a coordinator answers", answer)
        await self.town.settle()

    async def take_back(self, asked: Asked) -> None:
        """Let a coordinator take it back."""
        referral = await self.open_of(asked)
        take = partial(
            self.town.play.use.oversee_referrals.take_back, referral.id, self.coordinator
        )
        await self.town.fate.survive("matching: a coordinator takes back", take)
        await self.town.settle()

    async def cancel(self, asked: Asked) -> None:
        """Let whoever asked take the request back."""
        cancel = partial(self.town.intake.following.cancel_request, asked.token)
        await self.town.fate.survive("intake: whoever asked cancels", cancel)
        await self.town.settle()

    async def leave(self, which: OrganisationId) -> None:
        """Let an organisation leave with what it has in hand."""
        at = self.town.play.use.look_after_partner

        async def leave() -> None:
            if (await at.show(which)).standing is not PartnerStanding.LEFT:
                await at.leave(await self._by(which))

        await self.town.fate.survive("matching: an organisation leaves", leave)
        await self.town.settle()

    async def be_silent(self, asked: Asked) -> None:
        """Let half of the time pass, and then all of it."""
        half = ((await self.open_of(asked)).answer_by - now()) / 2
        for _ in range(2):
            await self.town.pass_time(half + _MORE)
