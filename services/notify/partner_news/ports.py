"""What news of organisations need from the world."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.letters.ports import KeepLetterWork, LetterWork, WithRecalls
from services.notify.partner_news.model import (
    DueLetter,
    Group,
    Hearer,
    LetterWish,
    OwnNews,
    Removed,
)
from services.notify.subscriptions.model import Topic
from services.notify.subscriptions.ports import WithOwnSubscriptions
from services.notify.webhooks.ports import NewsWork
from shared.activation import Activation
from shared.contracts.words import Language
from shared.work import Publishes, Receives


class PartnerNews(Protocol):
    """What organisations are told, in one transaction."""

    async def hearers(self, topic: Topic) -> Sequence[Hearer]:
        """Give the organisations that want this by letter or on their page."""
        ...

    async def keep(self, news: OwnNews) -> None:
        """Keep one piece of news; the same event is kept once for an organisation."""
        ...

    async def wish_of(self, organisation: UUID) -> LetterWish | None:
        """Give what an organisation wants by letter, and keep others from changing it."""
        ...

    async def choose(
        self, wish: LetterWish, token: str | None, lasts: timedelta, activation: Activation
    ) -> None:
        """Keep a wish; the hash of a token opens the page that confirms a new address."""
        ...

    async def asked_lately(self, organisation: UUID) -> int:
        """Count the letters of a day that asked for it whether an address is theirs."""
        ...

    async def forget_wish(self, organisation: UUID) -> None:
        """Keep nothing of how it wanted to hear, and where."""
        ...

    async def removed_with_waiting(self) -> Removed | None:
        """Give an endpoint that was removed and for which something waits."""
        ...

    async def confirm(self, token: str) -> bool:
        """Believe an address by the hash of its token; False when nobody was sent it, or late."""
        ...

    async def plan_anew(self, organisation: UUID, due_at: datetime | None) -> None:
        """Let what no letter has told be told then, or by none."""
        ...

    async def due_letter(self) -> DueLetter | None:
        """Give an organisation to which a letter is due, and keep others from writing it."""
        ...

    async def tell(
        self, organisation: UUID, letter: DeliveryId
    ) -> Sequence[tuple[str, str | None]]:
        """Note what is due as told in this letter; gives types and municipalities."""
        ...


class WithPartnerNews(Protocol):
    """A transaction in which news of organisations can be read and changed."""

    @property
    def partner_news(self) -> PartnerNews:
        """Give the news as this transaction sees them."""
        ...


class TakeInWork(WithPartnerNews, WithOwnSubscriptions, NewsWork, Receives, Protocol):
    """What taking news in needs of a transaction."""


class TellWork(WithPartnerNews, WithOwnSubscriptions, LetterWork, Publishes, Protocol):
    """What writing a letter to an organisation needs of a transaction."""


class ChooseWork(TellWork, WithRecalls, Protocol):
    """What choosing how to hear needs of a transaction."""


class LeaveWork(WithPartnerNews, WithOwnSubscriptions, KeepLetterWork, Protocol):
    """What ending an organisation needs of a transaction."""


class NewsOnPage(Protocol):
    """What an organisation is shown."""

    async def newest(self, organisation: UUID, limit: int) -> Sequence[OwnNews]:
        """List the newest."""
        ...

    async def one(self, organisation: UUID, event_id: UUID) -> OwnNews | None:
        """Give one."""
        ...


Words = Callable[[Language, Group], str]
"""Says a group of news in one line."""
Page = Callable[[Language, UUID], str]
"""Where an organisation reads its news."""
