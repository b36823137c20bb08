"""News for partners, and how to reach them."""

from dataclasses import dataclass
from pathlib import Path

from services.notify.deliveries.model import DeliveryId
from services.notify.subscriptions.model import EndpointId, sealed_under
from services.notify.webhooks.model import Call, News
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresWebhooks:
    """Implements the port `Webhooks`."""

    connection: Connection
    vault: Vault

    async def keep(self, delivery: DeliveryId, news: News) -> None:
        """Insert beside the delivery."""
        await self.connection.execute(
            SQL["keep_news"], delivery, news.time, news.subject, news.link
        )

    async def call(self, delivery: DeliveryId) -> Call | None:
        """Unseal the endpoint's secrets beside the news."""
        row = await self.connection.fetchrow(SQL["read_call"], delivery)
        if row is None:
            return None
        sealed = {
            name: row[name] for name in ("secret", "previous_secret") if row[name] is not None
        }
        endpoint = EndpointId(row["endpoint_id"])
        clear = await self.vault.unseal(self.connection, sealed_under(endpoint), sealed)
        news = News(row["event_id"], row["type"], row["occurred_at"], row["subject"], row["link"])
        return Call(
            endpoint=endpoint,
            url=row["url"],
            secrets=tuple(clear[name] for name in sealed),
            news=news,
        )
