"""Requests taken in, each by one statement; what was sent before, and what it was told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.intake.requests.rows import subject_of
from services.intake.submissions.model import Plea, StoredAnswer
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError, TakenIn
from services.intake.submissions.rows import answer_of, sealable
from shared.messaging.outbox import Outbox
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection, Pool
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))

CONTACT = ("first_name", "street", "area_note", "text")
_TAKEN = {
    "requests_key_hash_key": KeyTakenError,
    "requests_reference_key": ReferenceTakenError,
}


@dataclass(frozen=True, slots=True)
class PostgresReception:
    """Implements the port `Reception`; `hint` is called after a request was stored.

    Seals what is personal and stores it with its key, its link, its answer and its events.
    """

    pool: Pool
    outbox: Outbox
    vault: Vault
    hint: Callable[[], None]

    async def take_in(self, taken: TakenIn) -> None:
        """Store all of it or nothing."""
        values = self._values(taken)
        try:
            async with self.pool.acquire() as connection:
                kept = await connection.fetchval(SQL["take_in"], *values)
        except asyncpg.UniqueViolationError as error:
            refusal = _TAKEN.get(error.constraint_name or "")
            if refusal is None:
                raise
            raise refusal from None
        if kept is None:
            raise ErasedError
        self.hint()

    def _values(self, taken: TakenIn) -> tuple[object, ...]:
        new, submission = taken.new, taken.submission
        clear = _given(new.plea) | {"answer": sealable(taken.answer)}
        sealed = self.vault.seal_new(subject_of(new.id), clear)
        return (
            *sealed.claim,
            new.id,
            new.reference,
            new.activation.id,
            new.activation.exercise,
            *_plain(new.plea),
            *(sealed.fields.get(name) for name in CONTACT),
            new.status_hash,
            submission.key_hash,
            submission.fingerprint,
            sealed.fields["answer"],
            *_reach_columns(new.plea, sealed.fields),
            *self.outbox.columns(taken.announcements),
        )


def _given(plea: Plea) -> dict[str, str]:
    values = {name: getattr(plea.contact, name) for name in CONTACT}
    addresses = {point.kind: point.address for point in plea.reach_points}
    return {name: value for name, value in values.items() if value} | addresses


def _reach_columns(plea: Plea, sealed: Mapping[str, bytes]) -> tuple[list[object], ...]:
    points = plea.reach_points
    return (
        [point.kind for point in points],
        [sealed[point.kind] for point in points],
        [point.language for point in points],
        [point.may_leave_message for point in points],
    )


def _plain(plea: Plea) -> tuple[str | bool, ...]:
    return (
        plea.category,
        plea.urgency,
        plea.postal_code,
        plea.municipality,
        plea.language,
        plea.channel,
        plea.on_behalf,
        plea.min_vetting,
    )


@dataclass(frozen=True, slots=True)
class PostgresSubmissions:
    """Implements the port `Submissions`."""

    connection: Connection
    vault: Vault

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

    async def forget_answers(self) -> int:
        """Empty the column; the key and its fingerprint stay."""
        return rows_of(await self.connection.execute(SQL["forget_answers"]))
