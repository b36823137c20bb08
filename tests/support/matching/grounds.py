"""The real store with the levers of the contract."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from typing_extensions import override
from uuid_utils.compat import uuid7

from services.matching.invitations.store import PostgresDueInvitations
from services.matching.members.store import PostgresDuePauses
from services.matching.needs.model import RequestId
from services.matching.needs.store import PostgresDueNeeds
from services.matching.operating import add_volunteer
from services.matching.proposals.model import KeptDecision
from services.matching.proposals.store.matches import PostgresDueMatches
from services.matching.reasons.store import PostgresReasons
from services.matching.referrals.store import PostgresDueReferrals
from services.matching.supply.store import PostgresDueTowns
from services.matching.volunteers.model import VolunteerId
from services.matching.volunteers.rows import subject_of
from services.matching.volunteers.store.due_applicants import PostgresDueApplicants
from services.matching.work import MatchingWork, store_over
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.postgres.types import Pool
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault
from shared.work import PostgresStore
from tests.support.matching.ground import Ground
from tests.support.matching.volunteers.building import MIKKELI

SEALING_KEYS = new_ring_key("k1")
_TIMES = {
    "member_links": ("created_at", "expires_at"),
    "invited_people": ("expires_at",),
    "volunteers": ("paused_until",),
    "confirmations": ("created_at", "expires_at"),
    "supplies": ("said_at", "counted_at"),
    "referrals": ("sent_at", "changed_at", "due_at", "answer_by"),
    "needs": ("created_at", "look_at", "report_at"),
    "matches": ("proposed_at", "expires_at", "accepted_at", "access_issued_at"),
}


class PostgresGround(Ground):
    """The real store on a migrated database."""

    store: PostgresStore[MatchingWork]

    def __init__(self, store: PostgresStore[MatchingWork], pool: Pool, dsn: str) -> None:
        super().__init__()
        self.store, self.pool, self.dsn = store, pool, dsn
        self.due_matches, self.due_needs = PostgresDueMatches(pool), PostgresDueNeeds(pool)
        self.due_applicants = PostgresDueApplicants(pool)
        self.due_pauses = PostgresDuePauses(pool)
        self.due_invitations = PostgresDueInvitations(pool)
        self.due_referrals = PostgresDueReferrals(pool)
        self.due_towns = PostgresDueTowns(pool, [MIKKELI])

    @override
    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        return await PostgresReasons(self.pool).decisions(request_id)

    @override
    async def lose_key(self, volunteer_id: VolunteerId) -> None:
        await self.pool.execute(
            "DELETE FROM subject_keys WHERE subject = $1", subject_of(volunteer_id)
        )

    @override
    async def listed_volunteers(self) -> Mapping[VolunteerId, str]:
        rows = await self.pool.fetch("SELECT row_id, error FROM setbacks WHERE loop = 'volunteers'")
        return {VolunteerId(UUID(row["row_id"])): row["error"] for row in rows}

    @override
    async def pass_time(self, time: timedelta) -> None:
        for table, columns in _TIMES.items():
            changes = ", ".join(f"{column} = {column} - $1::interval" for column in columns)
            await self.pool.execute(f"UPDATE {table} SET {changes}", time)  # noqa: S608  # ours


@asynccontextmanager
async def postgres_ground(dsn: str) -> AsyncIterator[PostgresGround]:
    """Open the store on a migrated database."""
    outbox = Outbox("porukalla/matching", lambda: datetime.now(UTC), uuid7)
    async with open_pool(dsn, name="matching-test") as pool:
        vault = Vault(KeyRing.from_text(SEALING_KEYS))
        yield PostgresGround(store_over(pool, outbox, vault, _nobody_waits), pool, dsn)


def _nobody_waits() -> None:
    """Stand for the relay's ear."""


async def join(dsn: str, *, postal_code: str = "50100") -> None:
    """Put Veera on the roster as an operator does."""
    await add_volunteer(
        dsn,
        SEALING_KEYS,
        name="Veera",
        email="veera@example.org",
        postal_code=postal_code,
        languages=["fi"],
        categories=["groceries"],
    )
