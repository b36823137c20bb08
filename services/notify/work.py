"""One transaction of all rooms of notify."""

from collections.abc import Callable
from dataclasses import dataclass

from services.notify.deliveries.store import PostgresDeliveries
from services.notify.letters.store import PostgresLetters, PostgresRecalls
from services.notify.subscriptions.store import PostgresSubscriptions
from services.notify.webhooks.store import PostgresWebhooks
from shared.messaging.outbox import Outbox
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault
from shared.web.sessions import PostgresSessions
from shared.work import PostgresStore, PublishingTransaction


@dataclass(slots=True)
class NotifyWork(PublishingTransaction):
    """The repositories of notify over one connection; they keep nothing of their own."""

    vault: Vault

    @property
    def letters(self) -> PostgresLetters:
        """Give the letters."""
        return PostgresLetters(self.connection, self.vault)

    @property
    def recalls(self) -> PostgresRecalls:
        """Give the recalls of letters."""
        return PostgresRecalls(self.connection)

    @property
    def webhooks(self) -> PostgresWebhooks:
        """Give the news for partners."""
        return PostgresWebhooks(self.connection, self.vault)

    @property
    def deliveries(self) -> PostgresDeliveries:
        """Give the deliveries."""
        return PostgresDeliveries(self.connection)

    @property
    def subscriptions(self) -> PostgresSubscriptions:
        """Give the subscriptions."""
        return PostgresSubscriptions(self.connection, self.vault)

    @property
    def sessions(self) -> PostgresSessions:
        """Give the sessions of staff."""
        return PostgresSessions(self.connection)


def store_over(
    pool: Pool, outbox: Outbox, vault: Vault, hint: Callable[[], None]
) -> PostgresStore[NotifyWork]:
    """Give what opens notify's transactions; `hint` is called after a commit that published."""

    def work(connection: Connection) -> NotifyWork:
        return NotifyWork(connection, "notify", outbox, vault)

    return PostgresStore(pool, work, hint)
