"""Partners' endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notify.domain.model import EndpointId, EndpointLine
from services.notify.store.queries import SQL
from shared.postgres.types import Connection, Pool


@dataclass(frozen=True, slots=True)
class PostgresSubscriptions:
    """Implements the port `Subscriptions`."""

    connection: Connection

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this."""
        rows = await self.connection.fetch(SQL["subscribed_endpoints"], event_type, municipality)
        return [EndpointId(row["id"]) for row in rows]

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold what waits for it."""
        await self.connection.execute(SQL["switch_off_endpoint"], endpoint)


@dataclass(frozen=True, slots=True)
class PostgresEndpointLines:
    """Implements the port `EndpointLines`."""

    pool: Pool

    async def lines(self) -> Sequence[EndpointLine]:
        """List the endpoints."""
        rows = await self.pool.fetch(SQL["list_endpoints"])
        return [
            EndpointLine(
                name=row["name"],
                types=tuple(row["types"]),
                municipalities=tuple(row["municipalities"]),
                enabled=row["enabled"],
                last_success_at=row["last_success_at"],
                waiting=row["waiting"],
            )
            for row in rows
        ]
