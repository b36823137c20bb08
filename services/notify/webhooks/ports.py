"""What webhooks need from the world: how news for partners are kept and leave."""

from typing import Protocol

from services.notify.deliveries.model import DeliveryId, Outcome
from services.notify.deliveries.ports import WithDeliveries
from services.notify.subscriptions.ports import WithSubscriptions
from services.notify.webhooks.model import Call, News
from shared.work import Publishes


class Webhooks(Protocol):
    """What partners are told, in one transaction."""

    async def keep(self, delivery: DeliveryId, news: News) -> None:
        """Keep the content of a delivery."""
        ...

    async def call(self, delivery: DeliveryId) -> Call | None:
        """Give the news with the endpoint's address and unsealed secrets."""
        ...


class WithWebhooks(Protocol):
    """A transaction in which news can be kept and read."""

    @property
    def webhooks(self) -> Webhooks:
        """Give the news as this transaction sees them."""
        ...


class NewsWork(WithWebhooks, WithDeliveries, Protocol):
    """What keeping news needs of a transaction."""


class SendNewsWork(NewsWork, WithSubscriptions, Publishes, Protocol):
    """What sending news needs of a transaction."""


class WebhookSender(Protocol):
    """Posts one piece of news to one endpoint."""

    async def __call__(self, call: Call) -> Outcome:
        """Try once; every failure is an outcome, not an exception."""
        ...
