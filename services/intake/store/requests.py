"""Requests, their answers, and what is known of them."""

import asyncpg

from services.intake.domain.model import (
    Contact,
    MatchId,
    Request,
    RequestId,
    StoredAnswer,
    Unmatched,
    VolunteerId,
)
from services.intake.domain.progressing import Progress, Proposal, ProposalState
from services.intake.domain.words import Closure, State
from services.intake.store.connected import SQL, Connected
from services.intake.store.rows import answer_of, present, request_of, subject_of, unmatched_of


class RequestRows(Connected):
    """Implements the port `RequestWork`."""

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Unseal the answer unless it is too old."""
        row = await self.connection.fetchrow(SQL["stored_answer"], key_hash)
        if row is None:
            return None
        if row["answer"] is None:
            return StoredAnswer(row["fingerprint"], None)
        subject = subject_of(row["request_id"])
        clear = await self.vault.unseal(self.connection, subject, {"answer": row["answer"]})
        return StoredAnswer(row["fingerprint"], answer_of(clear["answer"]))

    async def request_by_link(self, status_hash: str) -> Request | None:
        """Read by the hash of a link."""
        row = await self.connection.fetchrow(SQL["request_by_link"], status_hash)
        return request_of(row) if row else None

    async def lock_request(self, request_id: RequestId) -> Request | None:
        """Read for update."""
        row = await self.connection.fetchrow(SQL["lock_request"], request_id)
        return request_of(row) if row else None

    async def contact(self, request_id: RequestId) -> Contact:
        """Unseal what was given."""
        row = await self.connection.fetchrow(SQL["read_contact"], request_id)
        sealed = present(dict(row or {}))
        return Contact(**await self.vault.unseal(self.connection, subject_of(request_id), sealed))

    async def progress(self, request_id: RequestId) -> Progress:
        """Read proposals and notice."""
        rows = await self.connection.fetch(SQL["read_proposals"], request_id)
        notice = await self.connection.fetchrow(SQL["read_unmatched"], request_id)
        proposals = [_proposal(row) for row in rows]
        return Progress(
            {proposal.match_id: proposal for proposal in proposals},
            unmatched_of(notice) if notice else None,
        )

    async def keep_proposal(self, request_id: RequestId, proposal: Proposal) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_proposal"],
            proposal.match_id,
            request_id,
            proposal.volunteer_id,
            proposal.version,
            proposal.state,
            proposal.attempt,
        )

    async def keep_unmatched(self, request_id: RequestId, notice: Unmatched) -> None:
        """Insert, or replace what is older."""
        await self.connection.execute(
            SQL["keep_unmatched"],
            request_id,
            notice.version,
            notice.reason,
            notice.considered,
            notice.asked,
            notice.declined,
            notice.at_their_cap,
        )

    async def save_standing(
        self, request_id: RequestId, version: int, state: State, closure: Closure | None
    ) -> None:
        """Update the row that `lock_request` holds."""
        await self.connection.execute(SQL["save_standing"], request_id, version, state, closure)

    async def add_status_link(self, request_id: RequestId, status_hash: str) -> None:
        """Insert one hash."""
        await self.connection.execute(SQL["add_status_link"], status_hash, request_id)


def _proposal(row: asyncpg.Record) -> Proposal:
    return Proposal(
        match_id=MatchId(row["match_id"]),
        volunteer_id=VolunteerId(row["volunteer_id"]),
        version=row["version"],
        state=ProposalState(row["state"]),
        attempt=row["attempt"],
    )
