"""Let somebody close look along, and send a new link to whoever lost theirs."""

from dataclasses import dataclass
from typing import Final

from services.intake.doors.use_cases import LetterBudget
from services.intake.request_links.model import Followed
from services.intake.request_links.ports import LinkingWork
from services.intake.requests.model import Template
from services.intake.requests.ports import Letters
from services.intake.requests.rules.links import Links
from services.intake.requests.rules.marks import marked_by
from services.intake.requests.use_cases.links import linked, lock_linked
from services.intake.requests.use_cases.tell_helped import LETTERS_AN_HOUR
from services.intake.submissions.rules.reference import read_reference
from shared.chance import Chance
from shared.contracts.words import Language
from shared.fields.mail_address import same_address
from shared.fields.phone import international, is_phone
from shared.reach_points import ReachKind
from shared.sealing.pseudonyms import PseudonymKeys
from shared.sealing.tokens import token_hash
from shared.work import Store

LINKS: Final = 5
"""For somebody close, of one request, at a time."""


@dataclass(frozen=True, slots=True)
class ShareProgress:
    """The one who asked makes links for somebody close and takes them back; those only look."""

    store: Store[LinkingWork]
    chance: Chance
    links: Links

    async def show_progress(self, token: str) -> Followed | None:
        """Tell how far it is, to whoever holds a link for somebody close; None for no such link."""
        async with self.store.begin() as work:
            return await work.request_links.followed(token_hash(token))

    async def count_links(self, token: str) -> int | None:
        """Say how many look along; None for a link that is not the requester's."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            return await work.request_links.relative_links(request.id) if request else None

    async def make_link(self, token: str, language: Language) -> str | None:
        """Make a link for somebody close, shown now and never again; None when it is not made."""
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return None
            if await work.request_links.relative_links(request.id) >= LINKS:
                return None
            made = self.chance.new_token()
            await work.request_links.add_relative_link(request.id, token_hash(made))
            return self.links.progress_url(language, made)

    async def revoke_links(self, token: str) -> bool:
        """Let nobody look along any more; False for a link that is not the requester's."""
        async with self.store.begin() as work:
            request = await linked(work, token)
            if request is None:
                return False
            await work.request_links.revoke_relative_links(request.id)
            return True


@dataclass(frozen=True, slots=True)
class SendNewLink:
    """Whoever knows a reference and how its people are reached gets a link sent there, never shown.

    Nothing tells whether anybody was found.
    """

    store: Store[LinkingWork]
    letters: Letters
    keys: PseudonymKeys
    budget: LetterBudget

    async def send_link(self, reference: str, reach: str) -> None:
        """Send a link by the channel we have, within the limits of letters; say nothing of it."""
        known, mark = read_reference(reference), await self._mark_of(reach)
        if known is None or mark is None:
            return
        async with self.store.begin() as work:
            request_id = await work.request_links.of_person(known, mark)
            request = await work.requests.lock(request_id) if request_id else None
            if request is None:
                return
            lately = await work.requests.letters_lately(request.id)
            if lately < LETTERS_AN_HOUR and self.budget.take_one():
                await work.publish(await self.letters.news(work, Template.LINK, request, None))

    async def _mark_of(self, reach: str) -> str | None:
        address, number = same_address(reach.strip()), international(reach)
        if "@" in address:
            parts = marked_by(ReachKind.EMAIL, address)
        elif is_phone(number):
            parts = marked_by(ReachKind.PHONE, number)
        else:
            return None
        return (await self.keys.pseudonyms()).of(*parts)
