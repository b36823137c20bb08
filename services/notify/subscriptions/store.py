"""Partners' endpoints on PostgreSQL; their secrets lie sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.notify.subscriptions.model import Endpoint, EndpointId, sealed_under
from services.notify.subscriptions.ports import NameTakenError
from shared.activation import Activation
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresSubscriptions:
    """Implements the port `Subscriptions`."""

    connection: Connection
    vault: Vault

    async def subscribers(self, event_type: str, municipality: str | None) -> Sequence[EndpointId]:
        """Give the endpoints that want this."""
        rows = await self.connection.fetch(SQL["subscribed_endpoints"], event_type, municipality)
        return [EndpointId(row["id"]) for row in rows]

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold what waits for it."""
        await self.connection.execute(SQL["switch_off_endpoint"], endpoint)

    async def switch_on(self, endpoint: EndpointId) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["switch_on_endpoint"], endpoint) is not None

    async def rest(self, endpoint: EndpointId, asked: timedelta, most: timedelta) -> None:
        """Note until when."""
        await self.connection.execute(SQL["rest_endpoint"], endpoint, asked, most)

    async def is_off(self, endpoint: EndpointId) -> bool:
        """Lock the row."""
        return await self.connection.fetchval(SQL["is_switched_off"], endpoint) is not None

    async def add(self, identity: EndpointId, endpoint: Endpoint, activation: Activation) -> None:
        """Insert, unless the name is taken."""
        sealed = await self.vault.seal(
            self.connection, sealed_under(identity), {"secret": endpoint.secret}
        )
        added = await self.connection.fetchval(
            SQL["add_endpoint"],
            identity,
            endpoint.name,
            endpoint.url,
            sealed["secret"],
            list(endpoint.types),
            list(endpoint.municipalities),
            activation.id,
            activation.exercise,
        )
        if added is None:
            raise NameTakenError

    async def find(self, name: str) -> EndpointId | None:
        """Lock the row."""
        found = await self.connection.fetchval(SQL["lock_endpoint"], name)
        return EndpointId(found) if found else None

    async def change_secret(self, endpoint: EndpointId, secret: str) -> None:
        """Seal the former one anew, under the name it has from now on."""
        former = await self.connection.fetchval(SQL["read_secret"], endpoint)
        subject = sealed_under(endpoint)
        clear = await self.vault.unseal(self.connection, subject, {"secret": former})
        fields = {"secret": secret, "previous_secret": clear["secret"]}
        sealed = await self.vault.seal(self.connection, subject, fields)
        await self.connection.execute(
            SQL["change_secret"], endpoint, sealed["secret"], sealed["previous_secret"]
        )
