"""One transaction of all rooms of notify."""

from dataclasses import dataclass
from typing import Final

from services.notify.deliveries.store import PostgresDeliveries
from services.notify.letters.store import PostgresLetters, PostgresRecalls
from services.notify.partner_news.store import PostgresPartnerNews
from services.notify.subscriptions.store import PostgresSubscriptions
from services.notify.webhooks.store import PostgresWebhooks
from shared.activation.store import PostgresActivations
from shared.web.sessions import PostgresSessions
from shared.work import Repository, Sealed, SealingTransaction, StoreOver


@dataclass(slots=True)
class NotifyWork(SealingTransaction):
    """The repositories of notify over one connection; they keep nothing of their own."""

    letters = Sealed(PostgresLetters)
    recalls = Repository(PostgresRecalls)
    webhooks = Sealed(PostgresWebhooks)
    deliveries = Repository(PostgresDeliveries)
    subscriptions = Sealed(PostgresSubscriptions)
    partner_news = Sealed(PostgresPartnerNews)
    sessions = Repository(PostgresSessions)
    activations = Repository(PostgresActivations)


store_over: Final = StoreOver(NotifyWork, "notify")
