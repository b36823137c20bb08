"""An organisation says how it wants to hear."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.notify.deliveries.model import Delivery, DeliveryId
from services.notify.letters.model import Letter
from services.notify.partner_news.model import LetterWish, OwnNews
from services.notify.partner_news.ports import ChooseWork, NewsOnPage
from services.notify.partner_news.rules import due_at
from services.notify.partner_news.use_cases.tell import keep_own_letter, own_letter
from shared.activation import Activation
from shared.activation.current import Current
from shared.clock import HELSINKI
from shared.contracts.words import Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.sealing.tokens import new_token, token_hash
from shared.work import Store

SHOWN: Final = 50
CONFIRM_WITHIN: Final = timedelta(days=7)
ASKED_A_DAY: Final = 5
"""Letters that ask whether an address is theirs, for one organisation: whoever types the address of
somebody else again and again fills no mailbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseNews:
    """An organisation says how it wants to hear; an address is asked whether it is theirs."""

    store: Store[ChooseWork]
    shown: NewsOnPage
    current: Current
    new_id: Callable[[], UUID]
    now: Callable[[], datetime]
    """The network's time."""
    confirm_page: Callable[[Language, str], str]
    wake: Callable[[], None]

    async def wish_of(self, organisation: UUID) -> LetterWish | None:
        """Give what it wants now."""
        async with self.store.begin() as work:
            return await work.partner_news.wish_of(organisation)

    async def newest(self, organisation: UUID) -> Sequence[OwnNews]:
        """List what it was told."""
        return await self.shown.newest(organisation, SHOWN)

    async def one(self, organisation: UUID, event_id: UUID) -> OwnNews | None:
        """Give one piece of news."""
        return await self.shown.one(organisation, event_id)

    async def choose(self, wish: LetterWish) -> str | None:
        """Keep a wish; says what is wrong with its address, if something is."""
        address = mail_address(wish.address)
        if wrong := self._wrong(wish, address):
            return wrong
        activation, now = await self.current.activation(), self.now()
        async with self.store.begin() as work:
            if await work.recalls.holds(wish.organisation):
                return "left"
            former = await work.partner_news.wish_of(wish.organisation)
            is_known = former is not None and former.address == address and former.is_confirmed
            token = None if is_known or not address else new_token()
            if token and await work.partner_news.asked_lately(wish.organisation) >= ASKED_A_DAY:
                return "often"
            kept = LetterWish(
                wish.organisation, wish.form, wish.wishes, wish.language, address, is_known
            )
            hashed = token_hash(token) if token else None
            await work.partner_news.choose(kept, hashed, CONFIRM_WITHIN, activation)
            await work.partner_news.plan_anew(wish.organisation, due_at(wish.form, now, HELSINKI))
            if token:
                values = {"confirm_url": self.confirm_page(wish.language, token)}
                letter = Letter("partner_confirm", wish.language, address, values)
                await keep_own_letter(
                    work, self._letter(wish.organisation, activation), letter, now + CONFIRM_WITHIN
                )
        self.wake()
        return None

    def _wrong(self, wish: LetterWish, address: str) -> str | None:
        if not address:
            return None if wish.form == "page" else "missing"
        return wrong_mail_address(address)

    def _letter(self, organisation: UUID, activation: Activation) -> Delivery:
        return own_letter(DeliveryId(self.new_id()), organisation, activation)

    async def confirm(self, token: str) -> bool:
        """Believe an address: whoever reads mail there pressed the button."""
        async with self.store.begin() as work:
            found = await work.partner_news.confirm(token_hash(token))
        self.wake()
        return found
