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
from shared.work import PostgresStore, Repository, Sealed, SealingTransaction


@dataclass(slots=True)
class NotifyWork(SealingTransaction):
    """The repositories of notify over one connection; they keep nothing of their own."""

    letters = Sealed(PostgresLetters)
    recalls = Repository(PostgresRecalls)
    webhooks = Sealed(PostgresWebhooks)
    deliveries = Repository(PostgresDeliveries)
    subscriptions = Sealed(PostgresSubscriptions)
    sessions = Repository(PostgresSessions)


def store_over(
    pool: Pool, outbox: Outbox, vault: Vault, hint: Callable[[], None]
) -> PostgresStore[NotifyWork]:
    """Give what opens notify's transactions; `hint` is called after a commit that published."""

    def work(connection: Connection) -> NotifyWork:
        return NotifyWork(connection, "notify", outbox, vault)

    return PostgresStore(pool, work, hint)
