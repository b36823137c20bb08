"""The letter of a morning, on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from services.intake.briefings.model import (
    Briefing,
    Lapse,
    OpenReferral,
    PartnerMorning,
    Promised,
    Waiting,
)
from services.intake.requests.model import ReferralId, ReferralState, RequestId, State
from shared.postgres.queries import columns, load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresBriefings:
    """Implements the port `Briefings`."""

    connection: Connection

    async def begin(self, day: date) -> bool:
        """Insert the row of the day."""
        return await self.connection.fetchval(SQL["begin_briefing"], day) is not None

    async def read(self, until: datetime, limit: int) -> Briefing:
        """Read both lists."""
        waiting = await self.connection.fetch(SQL["waiting_longest"], limit)
        promised = await self.connection.fetch(SQL["promised_until"], until, limit)
        return Briefing(
            [
                Waiting(
                    RequestId(row["request_id"]), row["waited"], State(row["state"]), row["reason"]
                )
                for row in waiting
            ],
            [Promised(row["at"], row["request_id"]) for row in promised],
            promised[0]["in_all"] if promised else 0,
        )


@dataclass(frozen=True, slots=True)
class PostgresPartnerMornings:
    """Implements the port `PartnerMornings`."""

    connection: Connection

    async def keep_capacity(
        self, organisation_id: UUID, line: str, valid_until: date | None, version: int
    ) -> None:
        """Insert or update."""
        await self.connection.execute(
            SQL["keep_capacity"], organisation_id, line, valid_until, version
        )

    async def keep_pause(self, organisation_id: UUID, version: int, *, is_paused: bool) -> None:
        """Insert or update."""
        await self.connection.execute(SQL["keep_pause"], organisation_id, is_paused, version)

    async def begin(self, organisation_id: UUID, day: date) -> bool:
        """Win or lose by one conditional insert."""
        begun = await self.connection.fetchval(SQL["begin_partner_morning"], organisation_id, day)
        return begun is not None

    async def read(
        self, organisation_id: UUID, day: date, until: date, limit: int
    ) -> PartnerMorning:
        """Read both lists."""
        referrals = await self.connection.fetch(SQL["open_referrals"], organisation_id, limit)
        lapses = await self.connection.fetch(
            SQL["lapsing_capacities"], organisation_id, day, until, limit
        )
        return PartnerMorning(
            [
                OpenReferral(
                    ReferralId(row["referral_id"]),
                    ReferralState(row["state"]),
                    **columns(row, "municipality", "urgency", "answer_by"),
                )
                for row in referrals
            ],
            [Lapse(**row) for row in lapses],
            referrals[0]["in_all"] if referrals else 0,
        )


@dataclass(frozen=True, slots=True)
class PostgresDueMornings:
    """Implements the port `DueMornings`."""

    pool: Pool

    async def due(self, day: date, limit: int) -> Sequence[UUID]:
        """Read ids."""
        rows = await self.pool.fetch(SQL["mornings_due"], day, limit)
        return [row["id"] for row in rows]
