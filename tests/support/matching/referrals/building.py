"""Referrals in a play: organisations that serve Mikkeli, requests, and who presses what."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from services.matching.needs.model import Need, RequestId
from services.matching.partners.model import Capacity, OrganisationId
from services.matching.referrals.model import Referral, ReferralId, ReferralState, Step
from services.matching.referrals.use_cases.move import Move
from shared.contracts.envelope import Envelope
from shared.contracts.intake import ReferralLinkIssued
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import ServiceLine
from shared.messaging.outbox import Announcement, Outbox
from shared.sealing.tokens import new_token, token_hash
from tests.support.activations import ACTIVATION
from tests.support.matching.building import NOW, RequestStory
from tests.support.matching.ground import Ground
from tests.support.matching.partners.building import partner
from tests.support.matching.partners.store_contract import keep_partner
from tests.support.matching.playing import Play
from tests.support.matching.proposals.wishes import Coordinator

FOOD = {"category": "food_aid", "service_line": ServiceLine.FOOD}
"""What no volunteer of these plays offers."""
WEEK = timedelta(days=7)


def food(**bent: object) -> RequestStory:
    """Tell of somebody in Mikkeli who needs food."""
    told: dict[str, Any] = {**FOOD, **bent}
    return RequestStory(**told)


def reserved(**bent: object) -> RequestStory:
    """Tell of what only staff may see to."""
    told: dict[str, Any] = {
        "category": None,
        "service_line": ServiceLine.ADVICE,
        "postal_code": None,
        "volunteer_allowed": False,
    }
    return RequestStory(**(told | bent))


@dataclass
class Partnership:
    """A play with partner organisations."""

    ground: Ground
    play: Play
    names: list[OrganisationId] = field(default_factory=list)

    async def join(
        self,
        capacity: Capacity | None = None,
        *,
        is_cleared: bool = False,
        **bent: Any,  # noqa: ANN401  # of the kind of what it bends
    ) -> OrganisationId:
        """Have an organisation join that gives food in Mikkeli."""
        told = {ServiceLine.FOOD: capacity} if capacity else {}
        new = replace(partner(capacity=told, **bent), cleared_for_health=is_cleared)
        await keep_partner(self.ground, new)
        self.names.append(new.organisation_id)
        return new.organisation_id

    async def change(self, organisation_id: OrganisationId, standing: PartnerStanding) -> None:
        """Let one pause or leave."""
        async with self.ground.store.begin() as work:
            known = await work.partners.lock(organisation_id)
            assert known is not None
            await work.partners.save(replace(known, standing=standing))

    async def ask(self, story: RequestStory | None = None) -> RequestStory:
        """Let a request come in for which no volunteer is found."""
        told = story or food()
        await self.play.hear(told.created())
        return told

    async def refer(self, story: RequestStory, organisation_id: UUID | None = None) -> None:
        """Let a coordinator refer it, who heard that the person agrees."""
        wish = Coordinator(story.request_id, story.activation).refer(organisation_id)
        await self.play.use.refer.react_to_referral_requested(wish)

    async def referred(self, story: RequestStory | None = None) -> Referral:
        """Let a request come in and be referred; gives the referral."""
        told = await self.ask(story)
        await self.refer(told)
        return await self.open_of(told)

    async def open_of(self, story: RequestStory) -> Referral:
        """Give the referral of a request that is open."""
        async with self.ground.store.begin() as work:
            found = await work.referrals.open_of(RequestId(story.request_id))
        assert found is not None
        return found

    async def press(self, referral: Referral, step: Step, code: str | None = None) -> bool | None:
        """Let a member of its organisation do something with it."""
        what = Move(step, code, uuid4())
        whose = referral.organisation_id
        return await self.play.use.answer_referrals.answer(whose, referral.id, what)

    async def link_to(self, referral: Referral) -> str:
        """Let intake write to a member; gives the token of the link."""
        token = new_token()
        await self.play.use.referral_links.react_to_link_issued(link_issued(referral, token))
        return token

    async def state(self, referral_id: ReferralId) -> ReferralState:
        """Say how one stands."""
        async with self.ground.store.begin() as work:
            found = await work.referrals.find(referral_id)
        assert found is not None
        return found.state

    async def need(self, story: RequestStory) -> Need:
        """Read how its request stands."""
        async with self.ground.store.begin() as work:
            return await work.needs.read(RequestId(story.request_id))

    async def asked(self, story: RequestStory) -> Sequence[OrganisationId]:
        """Say who was asked about a request, in order."""
        async with self.ground.store.begin() as work:
            return list(await work.referrals.asked(RequestId(story.request_id)))

    async def pass_time(self, time: timedelta) -> None:
        """Let time pass, and what it brings happen."""
        await self.ground.pass_time(time)
        await self.play.tick()


def link_issued(referral: Referral, token: str) -> Envelope[ReferralLinkIssued]:
    """Tell as intake does that a member was written to."""
    data = ReferralLinkIssued(
        referral_id=referral.id,
        request_id=referral.request_id,
        staff_id=uuid4(),
        token_hash=token_hash(token),
        expires_at=referral.answer_by,
    )
    said = Announcement(
        f"request/{referral.request_id}", 9, data, referral.request_id, activation=ACTIVATION
    )
    envelope = Outbox("porukalla/intake", lambda: NOW, uuid4).envelope(said)
    return cast("Envelope[ReferralLinkIssued]", envelope)
