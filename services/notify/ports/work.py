"""All rooms in one transaction: for the store's contract only."""

from typing import Protocol

from services.notify.ports.deliveries import WithDeliveries
from services.notify.ports.letters import WithLetters
from services.notify.ports.subscriptions import WithSubscriptions
from services.notify.ports.webhooks import WithWebhooks
from shared.web.sessions import WithSessions
from shared.work import Publishes, Receives


class Work(
    WithLetters,
    WithWebhooks,
    WithDeliveries,
    WithSubscriptions,
    WithSessions,
    Receives,
    Publishes,
    Protocol,
):
    """What all use cases together need of a transaction; each asks for its part only."""
