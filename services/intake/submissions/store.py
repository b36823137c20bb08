"""Requests taken in, each by one statement; what was sent before, and what it was told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.intake.attention.model import EVEN_HELD
from services.intake.doors.model import Entry
from services.intake.requests.model import CONSENT_WORDS, Contact, Promise, Request, State
from services.intake.requests.rows import WORD, circumstances_of, present, subject_of
from services.intake.submissions.model import NewRequest, Plea, StoredAnswer
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError, TakenIn
from services.intake.submissions.rows import answer_of, sealable
from services.intake.submissions.rules.reserved import may_go_to_partner, why_reserved
from shared.contracts.words import Channel
from shared.messaging.outbox import Outbox
from shared.postgres.queries import load_queries, rows_of
from shared.postgres.types import Connection, Pool
from shared.reach_points import ReachPoint
from shared.sealing.errors import ErasedError
from shared.sealing.vault import SealedNew, Vault, subject_hash

SQL = load_queries(Path(__file__).with_name("queries.sql"))

_NO_EVENTS: tuple[list[object], ...] = ([],) * 6
CONTACT = ("first_name", "street", "area_note", "text")
SEALED = (*CONTACT, WORD)


@dataclass(frozen=True, slots=True)
class PostgresReception:
    """Implements the port `Reception`; `hint` is called after a request was stored.

    Seals what is personal and stores it with its key, its link, its answer and its events.
    """

    pool: Pool
    outbox: Outbox
    vault: Vault
    hint: Callable[[], None]

    async def take_in(self, taken: TakenIn) -> bool:
        """Store all of it or nothing."""
        events = self.outbox.columns(taken.announcements)
        sealed = _sealed(self.vault, taken)
        async with self.pool.acquire() as connection:
            is_said = await _insert(connection, taken, sealed, events)
        if is_said:
            self.hint()
        return is_said


async def _insert(
    connection: Connection, taken: TakenIn, sealed: SealedNew, events: Sequence[object]
) -> bool:
    is_held = await connection.fetchval(
        SQL["take_in"],
        *_values(taken, sealed),
        *events,
        *_entry_columns(taken.entry),
        not taken.new.reserved,
        sealed.fields.get("asker_name"),
        *_circumstances(taken.new.plea),
        *_safe_columns(taken.new.plea),
        sorted(taken.new.calls),
        taken.new.is_escalated,
        taken.new.promise.heard_by,
        taken.new.promise.act_at,
        taken.links,
        sorted(EVEN_HELD),
        list(taken.new.plea.also),
        None if taken.new.reserved else taken.new.plea.again_of,
        taken.new.plea.may_be_referred,
        CONSENT_WORDS,
        may_go_to_partner(taken.new.plea),
    )
    if is_held is not None:
        return not is_held
    if taken.entry.counted:
        await connection.execute(SQL["uncount"], [one.who for one in taken.entry.counted])
    subject = subject_hash(subject_of(taken.new.id))
    why = await connection.fetchrow(SQL["why_not_taken"], taken.submission.key_hash, subject)
    if why is not None and why["key_taken"]:
        raise KeyTakenError
    raise ErasedError if why is not None and why["erased"] else ReferenceTakenError


def _sealed(vault: Vault, taken: TakenIn) -> SealedNew:
    clear = _given(taken.new.plea) | {
        "answer": sealable(taken.answer),
        WORD: taken.new.code_word,
    }
    return vault.seal_new(subject_of(taken.new.id), clear)


def _values(taken: TakenIn, sealed: SealedNew) -> tuple[object, ...]:
    new, submission = taken.new, taken.submission
    return (
        *sealed.claim,
        new.id,
        new.reference,
        new.activation.id,
        new.activation.exercise,
        *_plain(new.plea),
        *(sealed.fields.get(name) for name in SEALED),
        new.status_hash,
        submission.key_hash,
        submission.fingerprint,
        sealed.fields["answer"],
        *_reach_columns(new, sealed.fields),
    )


def _entry_columns(entry: Entry) -> tuple[object, ...]:
    return (
        [one.who for one in entry.counted],
        [one.by_letter for one in entry.counted],
        entry.caps.an_hour if entry.caps else None,
        entry.caps.a_day if entry.caps else None,
        entry.is_held,
        sorted(entry.flags),
    )


def _given(plea: Plea) -> dict[str, str]:
    values = {name: getattr(plea.contact, name) for name in (*CONTACT, "asker_name")}
    addresses = {point.key: point.address for point in plea.reach_points}
    return {name: value for name, value in values.items() if value} | addresses


def _reach_columns(new: NewRequest, sealed: Mapping[str, bytes]) -> tuple[list[object], ...]:
    points = new.plea.reach_points
    return (
        [point.kind for point in points],
        [sealed[point.key] for point in points],
        [point.language for point in points],
        [point.may_leave_message for point in points],
        [new.marks.get(point.key) for point in points],
    )


def _safe_columns(plea: Plea) -> tuple[list[object], ...]:
    points = plea.reach_points
    return (
        [point.whose for point in points],
        [point.may_ring for point in points],
        [point.may_text for point in points],
        [point.may_write for point in points],
    )


def _circumstances(plea: Plea) -> tuple[str | bool | None, ...]:
    known = plea.circumstances
    return (known.relation, known.address_secret, known.under_18, known.payment or None)


def _plain(plea: Plea) -> tuple[str | bool | None, ...]:
    return (
        plea.category,
        plea.urgency,
        None if plea.circumstances.address_secret else plea.postal_code,
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

    async def keep(self, taken: TakenIn) -> bool:
        """Store all but the events; a refusal leaves the transaction as it was."""
        return await _insert(self.connection, taken, _sealed(self.vault, taken), _NO_EVENTS)

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Unseal the answer unless it is too old."""
        row = await self.connection.fetchrow(SQL["stored_answer"], key_hash)
        if row is None:
            return None
        if row["answer"] is None:
            return StoredAnswer(row["fingerprint"], None)
        subject = subject_of(row["request_id"])
        clear = await self.vault.unseal(self.connection, subject, {"answer": row["answer"]})
        answer = answer_of(clear["answer"])
        return StoredAnswer(row["fingerprint"], answer.told_of(State(row["state"])))

    async def known(self, key_hash: str) -> StoredAnswer | None:
        """Read where keys are kept."""
        row = await self.connection.fetchrow(SQL["known_key"], key_hash)
        return StoredAnswer(row["fingerprint"], None) if row and row["is_known"] else None

    async def read_new(
        self, request: Request, contact: Contact, points: Sequence[ReachPoint], promise: Promise
    ) -> NewRequest:
        """Add what the row has beside."""
        row = await self.connection.fetchrow(SQL["rest_of_request"], request.id)
        assert row is not None, "the caller holds it"  # noqa: S101  # its row is locked
        plea = Plea(
            category=request.category,
            urgency=request.urgency,
            postal_code=row["postal_code"] or "",
            municipality=request.municipality,
            language=request.language,
            channel=Channel(row["channel"]),
            on_behalf=row["on_behalf"],
            contact=contact,
            reach_points=tuple(points),
            circumstances=circumstances_of(row),
            also=request.also,
            again_of=row["again_of"],
            may_be_referred=row["agrees"],
        )
        sealed = present({WORD: row[WORD]})
        clear = await self.vault.unseal(self.connection, subject_of(request.id), sealed)
        return NewRequest(
            id=request.id,
            reference=request.reference,
            plea=plea,
            activation=request.activation,
            status_hash=row["status_hash"],
            promise=promise,
            code_word=clear.get(WORD, ""),
            reserved=why_reserved(plea),
        )

    async def forget_answers(self) -> int:
        """Empty the column; the key and its fingerprint stay."""
        return rows_of(await self.connection.execute(SQL["forget_answers"]))
