"""What an organisation does with a referral: by its letter's link, or signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import Referral, ReferralId, Shown, Step
from services.matching.referrals.ports import ReferralLinkWork, ReferralWork
from services.matching.referrals.use_cases.move import Move, MoveReferrals
from shared.contracts.envelope import Envelope
from shared.contracts.intake import ReferralLinkIssued
from shared.contracts.referral_words import ReferralWithdrawal
from shared.sealing.tokens import token_hash
from shared.work import Store

LISTED: Final = 200
BY_LINK: Final = frozenset({Step.ACCEPT, Step.DECLINE})
"""A link opens one question; whatever comes after it wants to know who does it."""
OF_MEMBERS: Final = frozenset(Step) - {Step.EXPIRE, Step.WITHDRAW, Step.ANSWER}
TAKEN_BACK: Final = ReferralWithdrawal.BY_COORDINATOR


@dataclass(frozen=True, slots=True)
class KeepReferralLinks:
    """Intake writes the letters, so it makes the links; only their hashes are known here."""

    store: Store[ReferralLinkWork]

    async def react_to_link_issued(self, event: Envelope[ReferralLinkIssued]) -> None:
        """Keep one; it always comes after its referral: intake heard of that from here."""
        data = event.data
        async with self.store.begin() as work:
            if await work.first_delivery(event):
                referral_id = ReferralId(data.referral_id)
                await work.referrals.keep_link(data.token_hash, referral_id, data.staff_id)


@dataclass(frozen=True, slots=True)
class AnswerReferrals:
    """Pressing twice is the same as once: of two answers the first counts, whoever gave it.

    What is another organisation's is not there: None, as for a link that nobody was sent.
    """

    store: Store[ReferralWork]
    moves: MoveReferrals

    async def show_by_link(self, token: str) -> Shown | None:
        """Show the one that a link opens; looking commits to nothing."""
        async with self.store.begin() as work:
            found = await work.referrals.by_link(token_hash(token))
            return await work.referrals.shown(found[0].id) if found else None

    async def answer_by_link(self, token: str, step: Step, code: str | None) -> bool | None:
        """Accept or decline; False when it stands otherwise by now."""
        async with self.store.begin() as work:
            found = await work.referrals.by_link(token_hash(token))
            if found is None:
                return None
            referral, staff_id = found
            return await self._move(work, referral.id, Move(step, code, staff_id))

    async def show_list(self, organisation_id: OrganisationId) -> Sequence[Shown]:
        """List an organisation's referrals."""
        async with self.store.begin() as work:
            return await work.referrals.shown_to(organisation_id, LISTED)

    async def show_one(
        self, organisation_id: OrganisationId, referral_id: ReferralId
    ) -> Shown | None:
        """Show one of an organisation's."""
        async with self.store.begin() as work:
            shown = await work.referrals.shown(referral_id)
        is_theirs = shown is not None and _is_of(organisation_id, shown.referral)
        return shown if is_theirs else None

    async def answer(
        self, organisation_id: OrganisationId, referral_id: ReferralId, what: Move
    ) -> bool | None:
        """Do what a member of the organisation wants; False when it stands otherwise by now."""
        async with self.store.begin() as work:
            found = await work.referrals.find(referral_id)
            if not _is_of(organisation_id, found):
                return None
            return await self._move(work, referral_id, what)

    async def _move(self, work: ReferralWork, referral_id: ReferralId, what: Move) -> bool:
        held = await hold(work, referral_id)
        return held is not None and await self.moves.move(work, *held, what)


@dataclass(frozen=True, slots=True)
class OverseeReferrals:
    """What who coordinates does: answer what was asked back, or take a referral back."""

    store: Store[ReferralWork]
    moves: MoveReferrals

    async def show_open(self) -> Sequence[Shown]:
        """List what is open everywhere."""
        async with self.store.begin() as work:
            return await work.referrals.open_everywhere(LISTED)

    async def show_one(self, referral_id: ReferralId) -> Shown | None:
        """Show one, whoever's it is."""
        async with self.store.begin() as work:
            return await work.referrals.shown(referral_id)

    async def answer_question(self, referral_id: ReferralId, staff_id: UUID) -> bool:
        """Note that they rang; the organisation has its whole time again."""
        return await self._move(referral_id, Move(Step.ANSWER, staff_id=staff_id))

    async def take_back(self, referral_id: ReferralId, staff_id: UUID) -> bool:
        """Take it from the organisation; the request is the coordinator's again."""
        return await self._move(referral_id, Move(Step.WITHDRAW, TAKEN_BACK, staff_id))

    async def _move(self, referral_id: ReferralId, what: Move) -> bool:
        async with self.store.begin() as work:
            held = await hold(work, referral_id)
            return held is not None and await self.moves.move(work, *held, what)


async def hold(work: ReferralWork, referral_id: ReferralId) -> tuple[Need, Referral] | None:
    """Hold the need and read the referral then: so nobody changes it meanwhile."""
    found = await work.referrals.find(referral_id)
    if found is None:
        return None
    need = await work.needs.lock(found.request_id)
    referral = await work.referrals.find(referral_id)
    return (need, referral) if referral else None


def _is_of(organisation_id: OrganisationId, found: Referral | None) -> bool:
    return found is not None and found.organisation_id == organisation_id
