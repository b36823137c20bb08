"""Whoever asked says whether organisations may be asked, or no to one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.intake.corrections.use_cases import PARTNERS, CorrectRequests
from services.intake.referrals.events import refused
from services.intake.referrals.model import Decision, OwnPartners, OwnReferral
from services.intake.referrals.ports import Names, OwnPartnersWork
from services.intake.requests.rules.standing import referral_of
from services.intake.requests.use_cases.links import linked, lock_linked
from shared.work import Store

_SAID: Final[Mapping[Decision, str]] = {Decision.ALLOW: "yes", Decision.FORBID: "no"}


@dataclass(frozen=True, slots=True)
class DecideOnPartners:
    """Whoever holds the link decides; pressing twice is pressing once."""

    store: Store[OwnPartnersWork]
    corrections: CorrectRequests
    names: Names

    async def show(self, token: str) -> OwnPartners | None:
        """Tell who was asked; None for an unknown link.

        Of what only staff see to no organisation is named: its name may tell what was asked for.
        """
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None:
                return None
            progress = await work.requests.progress(request.id)
            consent = await work.requests.consent(request.id)
            care = await work.requests.care(request.id)
        asked = sorted(
            progress.referrals.values(), key=lambda each: each.said.number if each.said else 0
        )
        named = [
            OwnReferral(
                "" if care.by_staff else await self.names.of(one.organisation_id), one.state
            )
            for one in asked
        ]
        return OwnPartners(request, consent, named, referral_of(progress) is not None)

    async def decide(self, token: str, decision: Decision) -> bool:
        """Keep what they say, and have matching do it; False for an unknown link."""
        if decision in _SAID:
            said = {PARTNERS: _SAID[decision]}
            return await self.corrections.correct_request(token, said) is not None
        return await self._refuse(token)

    async def _refuse(self, token: str) -> bool:
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return False
            referral = referral_of(await work.requests.progress(request.id))
            if request.closure is None and referral is not None:
                said = refused(request, referral.referral_id)
                standing = said.version, request.state, None
                await work.requests.save_standing(request.id, *standing)
                await work.publish([said])
        return True
