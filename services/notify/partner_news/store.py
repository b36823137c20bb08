"""News of organisations on PostgreSQL; the addresses of letters lie sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from services.notify.deliveries.model import DeliveryId
from services.notify.partner_news.model import DueLetter, Hearer, LetterWish, OwnNews, Removed
from services.notify.subscriptions.model import EndpointId, Topic, Wishes
from shared.activation import Activation
from shared.contracts.words import Language
from shared.postgres.queries import load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresPartnerNews:
    """Implements the port `PartnerNews`."""

    connection: Connection
    vault: Vault

    async def hearers(self, topic: Topic) -> Sequence[Hearer]:
        """Give who wants this."""
        rows = await self.connection.fetch(
            SQL["hearers"], topic.type, topic.municipality, topic.line, topic.organisation
        )
        return [Hearer(row["organisation_id"], row["form"]) for row in rows]

    async def keep(self, news: OwnNews) -> None:
        """Insert, unless the key knows it."""
        await self.connection.execute(
            SQL["keep_own_news"],
            news.organisation,
            news.event_id,
            news.type,
            news.occurred_at,
            news.link,
            news.municipality,
            news.line,
            news.due_at,
        )

    async def wish_of(self, organisation: UUID) -> LetterWish | None:
        """Lock the row and unseal its address."""
        row = await self.connection.fetchrow(SQL["lock_wish"], organisation)
        if row is None:
            return None
        return LetterWish(
            organisation,
            row["form"],
            Wishes(tuple(row["types"]), tuple(row["municipalities"]), tuple(row["lines"])),
            Language(row["language"]),
            await self._address(row),
            row["is_confirmed"],
        )

    async def choose(
        self, wish: LetterWish, token: str | None, lasts: timedelta, activation: Activation
    ) -> None:
        """Insert or change; an address is sealed under a key of its organisation."""
        sealed = {"address": None} if not wish.address else await self._sealed(wish)
        await self.connection.execute(
            SQL["choose"],
            wish.organisation,
            wish.form,
            list(wish.wishes.types),
            list(wish.wishes.municipalities),
            list(wish.wishes.lines),
            wish.language,
            sealed["address"],
            token,
            lasts,
            activation.id,
            activation.exercise,
        )

    async def asked_lately(self, organisation: UUID) -> int:
        """Read what `choose` counts."""
        return int(await self.connection.fetchval(SQL["asked_lately"], organisation) or 0)

    async def forget_wish(self, organisation: UUID) -> None:
        """Delete the row and the key."""
        await self.connection.execute(SQL["forget_wish"], organisation)
        await self.vault.erase(self.connection, _subject(organisation))

    async def removed_with_waiting(self) -> Removed | None:
        """Read one."""
        row = await self.connection.fetchrow(SQL["removed_with_waiting"])
        return Removed(EndpointId(row["endpoint"]), row["has_left"]) if row else None

    async def confirm(self, token: str) -> bool:
        """Win or lose by one conditional update."""
        return await self.connection.fetchval(SQL["confirm_address"], token) is not None

    async def plan_anew(self, organisation: UUID, due_at: datetime | None) -> None:
        """Move what no letter has told."""
        await self.connection.execute(SQL["plan_anew"], organisation, due_at)

    async def due_letter(self) -> DueLetter | None:
        """Lock a wish for which something is due."""
        row = await self.connection.fetchrow(SQL["lock_due_letter"])
        if row is None:
            return None
        return DueLetter(
            row["organisation_id"],
            await self._address(row),
            Language(row["language"]),
            Activation(row["activation_id"], row["exercise"]),
        )

    async def tell(
        self, organisation: UUID, letter: DeliveryId
    ) -> Sequence[tuple[str, str | None]]:
        """Mark what is due."""
        rows = await self.connection.fetch(SQL["tell"], organisation, letter)
        return [(row["type"], row["municipality"]) for row in rows]

    async def _sealed(self, wish: LetterWish) -> dict[str, bytes | None]:
        subject = _subject(wish.organisation)
        return {**await self.vault.seal(self.connection, subject, {"address": wish.address})}

    async def _address(self, row: asyncpg.Record) -> str:
        if row["address"] is None:
            return ""
        subject, sealed = _subject(row["organisation_id"]), {"address": row["address"]}
        return (await self.vault.unseal(self.connection, subject, sealed))["address"]


@dataclass(frozen=True, slots=True)
class PostgresNewsOnPage:
    """Implements the port `NewsOnPage`."""

    pool: Pool

    async def newest(self, organisation: UUID, limit: int) -> Sequence[OwnNews]:
        """List the newest."""
        rows = await self.pool.fetch(SQL["newest_news"], organisation, limit)
        return [OwnNews(**row) for row in rows]

    async def one(self, organisation: UUID, event_id: UUID) -> OwnNews | None:
        """Read one."""
        row = await self.pool.fetchrow(SQL["one_news"], organisation, event_id)
        return OwnNews(**row) if row else None


def _subject(organisation: UUID) -> str:
    return f"organisation/{organisation}"
