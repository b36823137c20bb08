"""Tell organisations by letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from services.notify.deliveries.model import Delivery, DeliveryId
from services.notify.letters.model import Letter
from services.notify.letters.ports import LetterWork
from services.notify.partner_news.events import switched_off
from services.notify.partner_news.ports import Page, TellWork, Words
from services.notify.partner_news.rules import grouped
from shared.activation import Activation
from shared.contracts.words import Language, NoticeChannel
from shared.work import Store

LINES: Final = 20
"""Types that one letter tells apart; of more it says how many."""
LETTER_LASTS: Final = timedelta(days=7)
"""A mail server may be away for so long; what was told stays on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOrganisations:
    """What is due leaves as one letter: it is noted as told in the transaction that keeps it."""

    store: Store[TellWork]
    words: Words
    page: Page
    new_id: Callable[[], UUID]
    now: Callable[[], datetime]
    """The network's time."""
    wake: Callable[[], None]

    async def write_one(self) -> int:
        """Write the letter to one organisation; gives how many were written."""
        async with self.store.begin() as work:
            due = await work.partner_news.due_letter()
            if due is None:
                return 0
            delivery = own_letter(DeliveryId(self.new_id()), due.organisation, due.activation)
            told = await work.partner_news.tell(due.organisation, delivery.id)
            if not told:  # whoever held it before us has just written
                return 0
            values = self._values(due.language, due.organisation, told)
            letter = Letter("partner_digest", due.language, due.address, values)
            await keep_own_letter(work, delivery, letter, self.now() + LETTER_LASTS)
        self.wake()
        return 1

    def _values(
        self, language: Language, organisation: UUID, told: Sequence[tuple[str, str | None]]
    ) -> Mapping[str, str]:
        lines = [self.words(language, group) for group in grouped(told)]
        filled = dict.fromkeys((f"line_{at + 1}" for at in range(LINES)), "")
        filled |= {f"line_{at + 1}": line for at, line in enumerate(lines[:LINES])}
        return {**filled, "page_url": self.page(language, organisation)}

    async def tell_of_silence(self) -> int:
        """Say that an organisation's endpoint went off; gives how many were seen to.

        Intake writes to its members and to the coordinators. Whoever reads the news of the
        organisation is written to here, where the organisation named their address.
        """
        async with self.store.begin() as work:
            silenced = await work.subscriptions.silenced()
            if silenced is None:
                return 0
            wish = await work.partner_news.wish_of(silenced.organisation)
            if wish is not None and wish.is_confirmed:
                delivery = own_letter(
                    DeliveryId(self.new_id()), silenced.organisation, silenced.activation
                )
                values = {
                    "endpoint": urlsplit(silenced.url).hostname or "",
                    "page_url": self.page(wish.language, silenced.organisation),
                }
                letter = Letter("partner_endpoint_off", wish.language, wish.address, values)
                await keep_own_letter(work, delivery, letter, self.now() + LETTER_LASTS)
            version = await work.subscriptions.note_told_off(silenced.endpoint)
            await work.publish([switched_off(silenced, version)])
        self.wake()
        return 1


def own_letter(identity: DeliveryId, organisation: UUID, activation: Activation) -> Delivery:
    """Make a delivery that nobody asked for by an event: its event is its own id.

    It is the organisation's: with that it ends.
    """
    return Delivery(
        id=identity,
        channel=NoticeChannel.EMAIL,
        event_id=identity,
        about=organisation,
        correlation_id=identity,
        municipality=None,
        traceparent=None,
        activation=activation,
        whose=organisation,
        organisation=organisation,
    )


async def keep_own_letter(
    work: LetterWork, delivery: Delivery, letter: Letter, expires_at: datetime
) -> None:
    """Keep a letter of notify's own; what is said of it begins at 1."""
    if await work.deliveries.keep(delivery, letter.template, 0, expires_at):
        await work.letters.keep(delivery.id, letter)
