"""What choosing takes and stores, many needs at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import asyncpg
import structlog

from services.matching.needs.model import RequestId
from services.matching.proposals.model import (
    ByHand,
    Claim,
    Decision,
    DueTurns,
    Granted,
    Match,
    MatchId,
    Turn,
)
from services.matching.proposals.rows import match_of, turn_of, written
from services.matching.proposals.store.queries import SQL
from services.matching.volunteers.model import Contact, VolunteerId
from services.matching.volunteers.ports import UnreadableVolunteerError
from services.matching.volunteers.rows import contact_or_error, sealed_of, subject_of
from shared.loops.setbacks import set_aside
from shared.postgres.types import Connection
from shared.sealing.vault import Vault

KEPT = 5
"""Decisions of one need that are kept."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PostgresProposals:
    """Implements the port `Proposals`."""

    connection: Connection
    vault: Vault

    async def due_turns(self, limit: int) -> DueTurns | None:
        """Try the shards, the one that waits longest first; another's shard is left alone."""
        for due in await self.connection.fetch(SQL["due_shards"]):
            if await self.connection.fetchval(SQL["take_shard"], due["shard"]):
                rows = await self.connection.fetch(SQL["take_due_needs"], due["shard"], limit)
                if rows:
                    return await self._turns(rows)
        return None

    async def these_turns(self, request_ids: Sequence[RequestId]) -> DueTurns | None:
        """Skip what others hold or have looked at."""
        rows = await self.connection.fetch(SQL["take_these_needs"], request_ids)
        return await self._turns(rows) if rows else None

    async def turn(self, request_id: RequestId) -> Turn:
        """Read as choosing does."""
        rows = await self.connection.fetch(SQL["read_turns"], [request_id])
        turns = [turn for turn in map(turn_of, rows) if turn is not None]
        if not turns:
            raise LookupError
        return turns[0]

    async def hand_over_alone(self) -> None:
        """Take the one lock around handing over."""
        await self.connection.execute(SQL["hand_over_alone"])

    async def claim(self, claims: Sequence[Claim]) -> Sequence[Granted]:
        """Lock, check and insert by one statement, then read who is asked."""
        if not claims:
            return []
        columns = zip(*map(claim_columns, claims), strict=True)
        rows = await self.connection.fetch(SQL["claim_helpers"], *map(list, columns))
        matches = [match_of(row) for row in rows]
        people = await self._people([match.volunteer_id for match in matches])
        granted = []
        for match in matches:
            found = people[match.volunteer_id]
            if isinstance(found, UnreadableVolunteerError):
                await self._pass_over(match, found)
            else:
                granted.append(Granted(match, found))
        return granted

    async def _pass_over(self, match: Match, error: UnreadableVolunteerError) -> None:
        """Undo a claim on somebody nobody can write to; the others' are as they were."""
        log.error("volunteer set aside", volunteer_id=str(match.volunteer_id), reason=error.kind)
        await self.connection.execute(SQL["undo_claim"], match.id)
        await set_aside(self.connection, "volunteers", str(match.volunteer_id), error.kind)

    async def hold(self, request_id: RequestId, number: int) -> None:
        """Lock them all in one order."""
        await self.connection.execute(SQL["hold_asked"], request_id, number)

    async def note_by_hand(self, match_id: MatchId, hand: ByHand) -> None:
        """Update the row."""
        rules = sorted(hand.overrides)
        await self.connection.execute(
            SQL["note_by_hand"], match_id, hand.manner, rules, hand.reason
        )

    async def block(self, claims: Sequence[MatchId]) -> None:
        """Delete the claims, and note the pairs."""
        if claims:
            await self.connection.execute(SQL["block_claims"], claims)

    async def keep_decisions(self, decisions: Mapping[RequestId, Decision]) -> None:
        """Insert them and delete the oldest."""
        bodies = [written(decision) for decision in decisions.values()]
        await self.connection.execute(SQL["keep_decisions"], list(decisions), bodies, KEPT)

    async def _turns(self, taken: Sequence[asyncpg.Record]) -> DueTurns:
        ids = [row["request_id"] for row in taken]
        rows = await self.connection.fetch(SQL["read_turns"], ids)
        turns = [turn for turn in map(turn_of, rows) if turn is not None]
        return DueTurns(rows[0]["now"], turns)

    async def _people(
        self, ids: Sequence[VolunteerId]
    ) -> dict[VolunteerId, Contact | UnreadableVolunteerError]:
        """Read and unseal many; who cannot be read is one error among them."""
        people: dict[VolunteerId, list[asyncpg.Record]] = {}
        for row in await self.connection.fetch(SQL["read_people"], ids):
            people.setdefault(VolunteerId(row["id"]), []).append(row)
        sealed = {subject_of(person): sealed_of(rows) for person, rows in people.items()}
        opened = await self.vault.unseal_many(self.connection, sealed)
        return {
            person: contact_or_error(rows, opened[subject_of(person)])
            for person, rows in people.items()
        }


def claim_columns(claim: Claim) -> tuple[object, ...]:
    """Give what `claim_helpers` takes of one claim, in its order."""
    return (
        claim.id,
        claim.request_id,
        claim.number,
        claim.attempt,
        claim.lifetime,
        claim.token_hash,
        claim.slack,
        claim.forget,
    )
