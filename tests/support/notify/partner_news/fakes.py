"""News of organisations in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.notify.deliveries.model import DeliveryId
from services.notify.partner_news.model import DueLetter, Hearer, LetterWish, OwnNews, Removed
from services.notify.subscriptions.model import Topic
from services.notify.subscriptions.rules import is_for, is_wanted
from shared.activation import Activation
from tests.support.notify.state import FakeRepository, FakeWish, HasState

DAY = timedelta(days=1)


class FakePartnerNews(FakeRepository):
    """News of organisations in memory."""

    async def hearers(self, topic: Topic) -> Sequence[Hearer]:
        return [
            Hearer(organisation, kept.wish.form)
            for organisation, kept in sorted(self.state.wishes.items())
            if is_wanted(topic, kept.wish.wishes) and is_for(topic, organisation)
        ]

    async def keep(self, news: OwnNews) -> None:
        self.state.own_news.setdefault((news.organisation, news.event_id), news)

    async def wish_of(self, organisation: UUID) -> LetterWish | None:
        kept = self.state.wishes.get(organisation)
        return kept.wish if kept else None

    async def choose(
        self, wish: LetterWish, token: str | None, lasts: timedelta, activation: Activation
    ) -> None:
        former = self.state.wishes.get(wish.organisation)
        is_believed = former is not None and former.wish.is_confirmed and token is None
        address = wish.address or (former.wish.address if former else "")
        kept = replace(wish, address=address, is_confirmed=is_believed)
        whose = former.activation if former else activation
        until = self.state.now + lasts if token else None
        lately = await self.asked_lately(wish.organisation)
        since = former.asked_since if former and lately else self.state.now
        new = FakeWish(kept, whose, token, until, lately + bool(token), since)
        self.state.wishes[wish.organisation] = new

    async def asked_lately(self, organisation: UUID) -> int:
        kept = self.state.wishes.get(organisation)
        if kept is None or kept.asked_since is None:
            return 0
        return kept.asked if kept.asked_since > self.state.now - DAY else 0

    async def forget_wish(self, organisation: UUID) -> None:
        self.state.wishes.pop(organisation, None)

    async def removed_with_waiting(self) -> Removed | None:
        waiting = {row.endpoint for row in self.state.rows.values() if row.state == "waiting"}
        for each in self.state.endpoints.values():
            if each.removed_at and each.id in waiting:
                return Removed(each.id, each.organisation in self.state.recalls)
        return None

    async def confirm(self, token: str) -> bool:
        for kept in self.state.wishes.values():
            if kept.token == token and kept.until and kept.until > self.state.now:
                kept.wish = replace(kept.wish, is_confirmed=True)
                kept.token = kept.until = None
                return True
        return False

    async def plan_anew(self, organisation: UUID, due_at: datetime | None) -> None:
        for key, news in self.state.own_news.items():
            if key[0] == organisation and news.due_at and key not in self.state.told_in:
                self.state.own_news[key] = replace(news, due_at=due_at)

    async def due_letter(self) -> DueLetter | None:
        for organisation, kept in self.state.wishes.items():
            is_written = kept.wish.is_confirmed and kept.wish.form != "page"
            if is_written and self._due(organisation):
                wish = kept.wish
                return DueLetter(organisation, wish.address, wish.language, kept.activation)
        return None

    async def tell(
        self, organisation: UUID, letter: DeliveryId
    ) -> Sequence[tuple[str, str | None]]:
        due = self._due(organisation)
        for news in due:
            self.state.told_in[organisation, news.event_id] = letter
        return [(news.type, news.municipality) for news in due]

    def _due(self, organisation: UUID) -> list[OwnNews]:
        return [
            news
            for key, news in self.state.own_news.items()
            if key[0] == organisation
            and key not in self.state.told_in
            and news.due_at is not None
            and news.due_at <= self.state.now
        ]


@dataclass(frozen=True)
class FakeNewsOnPage:
    """Shows what lies in the fake store."""

    store: HasState

    async def newest(self, organisation: UUID, limit: int) -> Sequence[OwnNews]:
        own = [news for key, news in self.store.state.own_news.items() if key[0] == organisation]
        return sorted(own, key=lambda news: news.occurred_at, reverse=True)[:limit]

    async def one(self, organisation: UUID, event_id: UUID) -> OwnNews | None:
        return self.store.state.own_news.get((organisation, event_id))
