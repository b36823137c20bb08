"""News for partners, and the way they leave."""

from typing import Protocol

from services.notify.domain.model import Call, DeliveryId, News, Outcome


class Webhooks(Protocol):
    """What partners are told, in one transaction."""

    async def keep(self, delivery: DeliveryId, news: News) -> None:
        """Keep the content of a delivery."""
        ...

    async def call(self, delivery: DeliveryId) -> Call:
        """Give the news with the endpoint's address and unsealed secrets."""
        ...


class WithWebhooks(Protocol):
    """A transaction in which news can be kept and read."""

    @property
    def webhooks(self) -> Webhooks:
        """Give the news as this transaction sees them."""
        ...


class WebhookSender(Protocol):
    """Posts one piece of news to one endpoint."""

    async def __call__(self, call: Call) -> Outcome:
        """Try once; every failure is an outcome, not an exception."""
        ...
