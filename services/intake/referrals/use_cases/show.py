"""Whom an organisation helps: shown to its members while they do, and each look is noted."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from services.intake.contact_access.use_cases import Card, card_of
from services.intake.referrals.model import View
from services.intake.referrals.ports import ShowingWork
from services.intake.requests.model import HELPED, Contact, ReferralId
from services.intake.requests.rules.standing import partner_of, state_of
from services.intake.staff.model import StaffId
from shared.work import Store

REASON: Final = "referral"
"""How the audit says why it was looked at."""


@dataclass(frozen=True, slots=True)
class ShowReferred:
    """What is over shows nothing, whoever asks; another organisation's referral is not there.

    Where an address is secret for safety neither place nor words are shown: words may name it.
    They ring the number that the person chose as safe.
    """

    store: Store[ShowingWork]

    async def show_person(
        self, organisation_id: UUID, referral_id: ReferralId, staff_id: StaffId
    ) -> tuple[View, Card | None] | None:
        """Show whom they help; None where there is no such referral of theirs."""
        async with self.store.begin() as work:
            request_id = await work.requests.referred(referral_id)
            if request_id is None:
                return None
            progress = await work.requests.progress(request_id)
            own = progress.referrals.get(referral_id)
            if own is None or own.organisation_id != organisation_id:
                return None
            helping = partner_of(progress)
            if helping != own or state_of(progress) not in HELPED:
                return View.OVER, None
            await work.contacts.note_look(request_id, staff_id, REASON)
            card = await card_of(work, request_id, await work.requests.code_word(request_id))
            known = await work.requests.circumstances(request_id)
            return View.PERSON, _without_place(card) if known.address_secret else card


def _without_place(card: Card) -> Card:
    known = card.contact
    contact = Contact(first_name=known.first_name, asker_name=known.asker_name)
    return replace(card, contact=contact, task=replace(card.task, postal_code=None))
