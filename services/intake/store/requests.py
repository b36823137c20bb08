"""Requests, their answers, and what is known of them."""

import asyncpg

from services.intake.domain.model import (
    Answer,
    Contact,
    MatchId,
    NewRequest,
    Plea,
    Request,
    RequestId,
    StoredAnswer,
    Submission,
    Unmatched,
    VolunteerId,
)
from services.intake.domain.progressing import Progress, Proposal, ProposalState
from services.intake.domain.words import Closure, State
from services.intake.ports import KeyTakenError, ReferenceTakenError
from services.intake.store.connected import SQL, Connected
from services.intake.store.rows import answer_of, present, request_of, sealable, unmatched_of

CONTACT = ("phone", "first_name", "email", "street", "area_note", "text")
_TAKEN = {
    "submissions_pkey": KeyTakenError,
    "requests_reference_key": ReferenceTakenError,
}


class RequestRows(Connected):
    """Implements the port `RequestWork`."""

    async def keep_request(self, new: NewRequest, submission: Submission, answer: Answer) -> None:
        """Seal what is personal, then store everything by one statement."""
        clear = _given(new.plea.contact) | {"answer": sealable(answer)}
        sealed = await self.vault.seal_new(self.connection, _subject(new.id), clear)
        try:
            await self.connection.execute(
                SQL["keep_request"],
                new.id,
                new.reference,
                *_plain(new.plea),
                *(sealed.get(name) for name in CONTACT),
                new.status_hash,
                submission.key_hash,
                submission.fingerprint,
                sealed["answer"],
            )
        except asyncpg.UniqueViolationError as error:
            taken = _TAKEN.get(error.constraint_name or "")
            if taken is None:
                raise
            raise taken from None

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Unseal the answer unless it is too old."""
        row = await self.connection.fetchrow(SQL["stored_answer"], key_hash)
        if row is None:
            return None
        if row["answer"] is None:
            return StoredAnswer(row["fingerprint"], None)
        subject = _subject(row["request_id"])
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
        return Contact(**await self.vault.unseal(self.connection, _subject(request_id), sealed))

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


def _subject(request_id: RequestId) -> str:
    return f"request/{request_id}"


def _given(contact: Contact) -> dict[str, str]:
    values = {name: getattr(contact, name) for name in CONTACT}
    return {name: value for name, value in values.items() if value}


def _plain(plea: Plea) -> tuple[str | bool, ...]:
    return (
        plea.category,
        plea.urgency,
        plea.postal_code,
        plea.municipality,
        plea.language,
        plea.channel,
        plea.on_behalf,
    )


def _proposal(row: asyncpg.Record) -> Proposal:
    return Proposal(
        match_id=MatchId(row["match_id"]),
        volunteer_id=VolunteerId(row["volunteer_id"]),
        version=row["version"],
        state=ProposalState(row["state"]),
        attempt=row["attempt"],
    )
