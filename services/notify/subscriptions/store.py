"""Partners' endpoints on PostgreSQL; their secrets lie sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from services.notify.subscriptions.model import (
    NOBODY,
    Endpoint,
    EndpointId,
    Reach,
    Silenced,
    Subscriber,
    Topic,
    TrialKind,
    Wishes,
    sealed_under,
)
from services.notify.subscriptions.ports import NameTakenError
from shared.activation import Activation
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresSubscriptions:
    """Implements the ports `Subscriptions` and `OwnSubscriptions`."""

    connection: Connection
    vault: Vault

    async def subscribers(self, topic: Topic) -> Sequence[Subscriber]:
        """Give the endpoints that want this."""
        rows = await self.connection.fetch(
            SQL["subscribed_endpoints"],
            topic.type,
            topic.municipality,
            topic.line,
            topic.organisation,
            NOBODY,
        )
        return [Subscriber(EndpointId(row["id"]), row["organisation_id"]) for row in rows]

    async def switch_off(self, endpoint: EndpointId) -> None:
        """Hold what waits for it."""
        await self.connection.execute(SQL["switch_off_endpoint"], endpoint)

    async def switch_on(self, endpoint: EndpointId) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["switch_on_endpoint"], endpoint) is not None

    async def mark_checked(self, endpoint: EndpointId) -> None:
        """Switch it on, unless somebody is known to answer there already."""
        await self.connection.execute(SQL["mark_checked"], endpoint)

    async def note_silence(self, endpoint: EndpointId) -> None:
        """Note the first moment."""
        await self.connection.execute(SQL["note_silence"], endpoint)

    async def switch_off_silent(self, endpoint: EndpointId, least: timedelta) -> bool:
        """Win or lose by one conditional update."""
        found = await self.connection.fetchval(SQL["switch_off_silent"], endpoint, least)
        return found is not None

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
            list(endpoint.wishes.types),
            list(endpoint.wishes.municipalities),
            list(endpoint.wishes.lines),
            endpoint.organisation or NOBODY,
            activation.id,
            activation.exercise,
            endpoint.organisation is None,
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

    async def holds_own(self, organisation: UUID, endpoint: EndpointId) -> bool:
        """Lock the row."""
        found = await self.connection.fetchval(SQL["lock_own_endpoint"], organisation, endpoint)
        return found is not None

    async def count_own(self, organisation: UUID) -> int:
        """Count them."""
        return int(await self.connection.fetchval(SQL["count_own_endpoints"], organisation))

    async def every_own(self, organisation: UUID) -> Sequence[EndpointId]:
        """Lock the rows."""
        rows = await self.connection.fetch(SQL["every_own_endpoint"], organisation)
        return [EndpointId(row["id"]) for row in rows]

    async def want(self, endpoint: EndpointId, wishes: Wishes) -> None:
        """Replace what it wanted."""
        await self.connection.execute(
            SQL["change_wishes"],
            endpoint,
            list(wishes.types),
            list(wishes.municipalities),
            list(wishes.lines),
        )

    async def forget_former_secret(self, endpoint: EndpointId) -> None:
        """Delete it."""
        await self.connection.execute(SQL["forget_former_secret"], endpoint)

    async def remove(self, endpoint: EndpointId) -> None:
        """Mark the row and erase the key."""
        await self.connection.execute(SQL["remove_endpoint"], endpoint)
        await self.vault.erase(self.connection, sealed_under(endpoint))

    async def begin_trial(
        self, endpoint: EndpointId, kind: TrialKind, pause: timedelta
    ) -> Reach | None:
        """Win or lose by one conditional update, and unseal."""
        row = await self.connection.fetchrow(SQL["begin_trial"], endpoint, kind, pause)
        if row is None:
            return None
        names = ("secret", "previous_secret")
        sealed = {name: row[name] for name in names if row[name] is not None}
        clear = await self.vault.unseal(self.connection, sealed_under(endpoint), sealed)
        return Reach(row["url"], tuple(clear[name] for name in sealed))

    async def end_trial(self, endpoint: EndpointId, response: str) -> None:
        """Note the answer."""
        await self.connection.execute(SQL["end_trial"], endpoint, response)

    async def silenced(self) -> Silenced | None:
        """Lock one."""
        row = await self.connection.fetchrow(SQL["lock_untold_endpoint"], NOBODY)
        if row is None:
            return None
        activation = Activation(row["activation_id"], row["exercise"])
        return Silenced(EndpointId(row["id"]), row["organisation_id"], row["url"], activation)

    async def note_told_off(self, endpoint: EndpointId) -> int:
        """Note the moment and count."""
        return int(await self.connection.fetchval(SQL["note_told_off"], endpoint))
