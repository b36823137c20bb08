"""One transaction of the store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from services.notify.domain.model import Call, Claim, Delivery, DeliveryId, EndpointId, Letter, News
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import StaffSessionClosed, StaffSessionOpened
from shared.messaging.inbox import first_delivery
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault
from shared.web.sessions import forget, remember

SQL = load_queries(Path(__file__).parents[1] / "sql" / "queries.sql")


@dataclass(slots=True)
class PostgresWork:
    """Implements the port `Work` on one connection inside a transaction."""

    connection: Connection
    outbox: Outbox
    vault: Vault
    has_published: bool = False

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event in the inbox."""
        return await first_delivery(self.connection, "notify", event)

    async def keep_letter(self, delivery: Delivery, letter: Letter, expires_at: datetime) -> None:
        """Keep a letter under a key of its own."""
        if not await self._keep(delivery, letter.template, 1, expires_at, None):
            return
        fields = {"recipient": letter.recipient, "content": json.dumps(dict(letter.values))}
        sealed = await self.vault.seal(self.connection, _subject(delivery.id), fields)
        await self.connection.execute(
            SQL["keep_letter"],
            delivery.id,
            letter.language,
            sealed["recipient"],
            sealed["content"],
        )

    async def keep_news(self, delivery: Delivery, endpoint: EndpointId, news: News) -> None:
        """Keep news for an endpoint, once an event."""
        if await self._keep(delivery, news.type, 0, None, endpoint):
            await self.connection.execute(
                SQL["keep_news"], delivery.id, news.time, news.subject, news.link
            )

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this."""
        rows = await self.connection.fetch(SQL["subscribed_endpoints"], event_type, municipality)
        return [EndpointId(row["id"]) for row in rows]

    async def letter(self, delivery: DeliveryId) -> Letter | None:
        """Unseal a letter."""
        row = await self.connection.fetchrow(SQL["read_letter"], delivery)
        if row is None:
            return None
        sealed = {"recipient": row["recipient"], "content": row["content"]}
        clear = await self.vault.unseal(self.connection, _subject(delivery), sealed)
        values = json.loads(clear["content"])
        return Letter(row["template"], row["language"], clear["recipient"], values)

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
        return Call(row["url"], tuple(clear[name] for name in sealed), news)

    async def mark_sent(self, claim: Claim, response: str) -> int | None:
        """End well, and note that the endpoint heard us."""
        return await self._settle("mark_sent", claim, response)

    async def mark_failed(self, claim: Claim, response: str, reason: str) -> int | None:
        """End for a human."""
        return await self._settle("mark_failed", claim, response, reason)

    async def put_off(self, claim: Claim, response: str, delay: timedelta) -> None:
        """Make it due later."""
        await self.connection.execute(
            SQL["put_off"], claim.delivery.id, claim.attempt, response, delay
        )

    async def destroy_letter(self, delivery: DeliveryId) -> None:
        """Delete the row and the key."""
        await self.connection.execute(SQL["destroy_letter"], delivery)
        await self.vault.erase(self.connection, _subject(delivery))

    async def switch_off_endpoint(self, delivery: DeliveryId) -> None:
        """Hold what waits for this endpoint."""
        await self.connection.execute(SQL["switch_off_endpoint"], delivery)

    async def send_again(self, delivery: DeliveryId) -> bool:
        """Start the schedule anew."""
        return await self.connection.fetchval(SQL["send_again"], delivery) is not None

    async def mark_handled(self, delivery: DeliveryId) -> bool:
        """Note who needs to look no more."""
        return await self.connection.fetchval(SQL["mark_handled"], delivery) is not None

    async def remember_session(self, event: Envelope[StaffSessionOpened]) -> None:
        """Keep the session for the page kit."""
        await remember(self.connection, event)

    async def forget_session(self, event: Envelope[StaffSessionClosed]) -> None:
        """Drop the session for the page kit."""
        await forget(self.connection, event)

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Append to the outbox."""
        await self.outbox.append(self.connection, announcements)
        self.has_published = self.has_published or bool(announcements)

    async def _keep(
        self,
        delivery: Delivery,
        kind: str,
        version: int,
        expires_at: datetime | None,
        endpoint: EndpointId | None,
    ) -> bool:
        kept = await self.connection.fetchval(
            SQL["keep_delivery"],
            delivery.id,
            delivery.channel,
            delivery.event_id,
            delivery.about,
            delivery.correlation_id,
            delivery.municipality,
            delivery.traceparent,
            kind,
            version,
            expires_at,
            endpoint,
        )
        return kept is not None

    async def _settle(self, query: str, claim: Claim, *values: str) -> int | None:
        version: int | None = await self.connection.fetchval(
            SQL[query], claim.delivery.id, claim.attempt, *values
        )
        return version


def _subject(delivery: DeliveryId) -> str:
    return f"notification/{delivery}"
