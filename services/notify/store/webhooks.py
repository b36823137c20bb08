"""News for partners, and how to reach them."""

from dataclasses import dataclass

from services.notify.domain.model import Call, DeliveryId, EndpointId, News
from services.notify.store.queries import SQL
from shared.postgres.types import Connection
from shared.sealing.vault import Vault


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

    async def call(self, delivery: DeliveryId) -> Call:
        """Unseal the endpoint's secrets beside the news."""
        row = await self.connection.fetchrow(SQL["read_call"], delivery)
        if row is None:
            raise LookupError(delivery)
        sealed = {
            name: row[name] for name in ("secret", "previous_secret") if row[name] is not None
        }
        subject = f"endpoint/{row['endpoint_id']}"
        clear = await self.vault.unseal(self.connection, subject, sealed)
        news = News(row["event_id"], row["type"], row["occurred_at"], row["subject"], row["link"])
        return Call(
            endpoint=EndpointId(row["endpoint_id"]),
            url=row["url"],
            secrets=tuple(clear[name] for name in sealed),
            news=news,
        )
