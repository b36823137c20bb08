"""News in memory, and partners that answer as they are told."""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.notify.deliveries.model import Accepted, DeliveryId, Outcome
from services.notify.webhooks.model import Call, News
from tests.support.notify.state import FakeRepository


class FakeWebhooks(FakeRepository):
    """News in memory."""

    async def keep(self, delivery: DeliveryId, news: News) -> None:
        self.state.rows[delivery].news = news

    async def call(self, delivery: DeliveryId) -> Call | None:
        row = self.state.rows[delivery]
        if row.endpoint is None or row.news is None:
            raise LookupError(delivery)
        endpoint = self.state.endpoints[row.endpoint]
        if endpoint.removed_at is not None:
            return None
        return Call(endpoint.id, endpoint.url, endpoint.secrets, row.news)


@dataclass
class FakeWebhookSender:
    """Keeps the calls; answers by a function of the call."""

    answer: Callable[[Call], Outcome] = lambda _: Accepted("204")
    calls: list[Call] = field(default_factory=list)

    async def __call__(self, call: Call) -> Outcome:
        self.calls.append(call)
        return self.answer(call)
