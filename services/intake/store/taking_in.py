"""A request taken in by one statement, which is one transaction and one way to the database."""

from collections.abc import Callable
from dataclasses import dataclass

import asyncpg

from services.intake.domain.model import Contact, Plea
from services.intake.ports.submissions import KeyTakenError, ReferenceTakenError, TakenIn
from services.intake.store.queries import SQL
from services.intake.store.rows import sealable, subject_of
from shared.messaging.outbox import Outbox
from shared.postgres.pool import ACQUIRE_SECONDS
from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

CONTACT = ("phone", "first_name", "email", "street", "area_note", "text")
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
            async with self.pool.acquire(timeout=ACQUIRE_SECONDS) as connection:
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
        clear = _given(new.plea.contact) | {"answer": sealable(taken.answer)}
        sealed = self.vault.seal_new(subject_of(new.id), clear)
        return (
            *sealed.claim,
            new.id,
            new.reference,
            *_plain(new.plea),
            *(sealed.fields.get(name) for name in CONTACT),
            new.status_hash,
            submission.key_hash,
            submission.fingerprint,
            sealed.fields["answer"],
            *self.outbox.columns(taken.announcements),
        )


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
