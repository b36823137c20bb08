"""Referrals in PostgreSQL; a policy is the second wall round those of each organisation."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from uuid import UUID

from services.matching.needs.model import RequestId
from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import (
    Choice,
    Load,
    Loads,
    Referral,
    ReferralId,
    ReferralState,
    Shown,
)
from services.matching.referrals.rows import referral_of, shown_of
from services.matching.referrals.rules.deadlines import Deadlines
from shared.contracts.words import PARTNERS_FIRST
from shared.postgres.queries import columns, ids, load_queries
from shared.postgres.types import Connection, Pool

SQL = load_queries(Path(__file__).with_name("queries.sql"))


@dataclass(frozen=True, slots=True)
class PostgresReferrals:
    """Implements the port `Referrals`."""

    connection: Connection

    async def hold_turns(self) -> None:
        """Take the lock of all turns, until the end of the transaction."""
        await self.connection.execute(SQL["hold_turns"])

    async def loads(self, ids: Collection[OrganisationId]) -> Loads:
        """Count by organisation and line."""
        rows = await self.connection.fetch(SQL["loads"], ids)
        rows.sort(key=itemgetter("asked_at"))
        last = {row["organisation_id"]: row["asked_at"] for row in rows}
        of = {
            (row["organisation_id"], row["line"]): Load(**columns(row, "day", "week", "month"))
            for row in rows
        }
        return Loads(of, last)

    async def add(self, referral: Referral, until: Deadlines) -> Referral:
        """Insert; the unique index lets one open referral of a request in."""
        answer_by = await self.connection.fetchval(
            SQL["add_referral"],
            referral.id,
            referral.request_id,
            referral.organisation_id,
            referral.service_line,
            referral.attempt,
            referral.wish_id,
            until.reminder,
            until.end,
        )
        return replace(referral, answer_by=answer_by)

    async def find(self, referral_id: ReferralId) -> Referral | None:
        """Read without locking."""
        row = await self.connection.fetchrow(SQL["find_referral"], referral_id)
        return referral_of(row) if row else None

    async def by_link(self, token_hash: str) -> tuple[Referral, UUID] | None:
        """Read by the hash."""
        row = await self.connection.fetchrow(SQL["referral_by_link"], token_hash)
        return (referral_of(row), row["staff_id"]) if row else None

    async def keep_link(self, token_hash: str, referral_id: ReferralId, staff_id: UUID) -> None:
        """Insert once."""
        await self.connection.execute(SQL["keep_referral_link"], token_hash, referral_id, staff_id)

    async def open_of(self, request_id: RequestId) -> Referral | None:
        """Read the one that the index lets be."""
        row = await self.connection.fetchrow(SQL["open_referral"], request_id)
        return referral_of(row) if row else None

    async def asked(self, request_id: RequestId) -> Mapping[OrganisationId, ReferralState]:
        """Read them in order, so that the last of each stays."""
        rows = await self.connection.fetch(SQL["organisations_asked"], request_id)
        return {OrganisationId(row["organisation_id"]): ReferralState(row["state"]) for row in rows}

    async def save(self, referral: Referral, until: Deadlines | None) -> Referral:
        """Update the row."""
        answer_by = await self.connection.fetchval(
            SQL["save_referral"],
            referral.id,
            referral.state,
            referral.version,
            referral.code,
            referral.passes_on,
            until.reminder if until else None,
            until.end if until else None,
        )
        return replace(referral, answer_by=answer_by, is_reminded=False)

    async def leave_to_coordinator(self, request_id: RequestId) -> None:
        """Update the row, if there is one."""
        await self.connection.execute(SQL["leave_to_coordinator"], request_id)

    async def passed_on(self, referral_id: ReferralId) -> None:
        """Update the row."""
        await self.connection.execute(SQL["passed_on"], referral_id)

    async def remind(self, referral: Referral) -> Referral:
        """Update the row."""
        await self.connection.execute(SQL["remind_of_referral"], referral.id, referral.version)
        return replace(referral, is_reminded=True)

    async def keep_choice(self, request_id: RequestId, number: int, choice: Choice) -> None:
        """Insert or replace."""
        await self.connection.execute(
            SQL["keep_referral_choice"],
            request_id,
            number,
            choice.chosen,
            choice.fitting,
            json.dumps(choice.refusals),
        )

    async def shown_to(self, organisation_id: OrganisationId, limit: int) -> Sequence[Shown]:
        """Read rows."""
        statement = SQL["referrals_of_organisation"]
        rows = await self.connection.fetch(statement, organisation_id, limit)
        return list(map(shown_of, rows))

    async def open_everywhere(self, limit: int) -> Sequence[Shown]:
        """Read rows."""
        return list(map(shown_of, await self.connection.fetch(SQL["open_referrals"], limit)))

    async def shown(self, referral_id: ReferralId) -> Shown | None:
        """Read a row."""
        row = await self.connection.fetchrow(SQL["shown_referral"], referral_id)
        return shown_of(row) if row else None


@dataclass(frozen=True, slots=True)
class PostgresDueReferrals:
    """Implements the port `DueReferrals`."""

    pool: Pool

    async def due(self, limit: int) -> Sequence[ReferralId]:
        """Read ids."""
        return [ReferralId(each) for each in await ids(self.pool, SQL["referrals_due"], limit)]

    async def to_pass_on(self, limit: int) -> Sequence[ReferralId]:
        """Read ids."""
        found = await ids(self.pool, SQL["referrals_to_pass_on"], limit)
        return [ReferralId(each) for each in found]

    async def without_partner(self, limit: int) -> Sequence[ReferralId]:
        """Read ids."""
        found = await ids(self.pool, SQL["referrals_without_partner"], limit)
        return [ReferralId(each) for each in found]

    async def unreferred(self, limit: int) -> Sequence[RequestId]:
        """Read ids."""
        values = limit, sorted(PARTNERS_FIRST)
        rows = await self.pool.fetch(SQL["needs_unreferred"], *values)
        return [RequestId(row["request_id"]) for row in rows]


@dataclass(frozen=True, slots=True)
class PostgresCommitments:
    """Implements the port `Commitments` of partners: what one has in hand is its referrals."""

    connection: Connection

    async def count(self, organisation_id: OrganisationId) -> int:
        """Count what is open."""
        return int(await self.connection.fetchval(SQL["count_open_of"], organisation_id))

    async def release(self, organisation_id: OrganisationId) -> None:
        """Leave it to the loop that finds what is open at whoever left."""
        del organisation_id
