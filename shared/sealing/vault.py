"""Seals the fields of a subject under the subject's own key, in the caller's transaction."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from shared.sealing.cipher import decrypt, encrypt_each, new_key
from shared.sealing.errors import ErasedError, KeyLostError, SealingError
from shared.sealing.keyring import Ring

SQL = load_queries(Path(__file__).parent / "sql" / "queries.sql")

_BATCH = 500
_PURPOSE = "field"
_DERIVED = "derived key"


def subject_hash(subject: str) -> str:
    """Name a subject in the ledger of erasures, where the subject itself must not stand."""
    return hashlib.sha256(subject.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SealedNew:
    """Sealed fields, and what `claim_key` takes to store the new key that opens them."""

    claim: tuple[str, str, bytes, str]
    fields: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Vault:
    """`subject` is what can be erased alone, such as `request/<id>`; it is never a person's name.

    Keys are not cached: an erased subject is unreadable at once, everywhere.
    """

    ring: Ring

    async def seal(
        self, connection: Connection, subject: str, fields: Mapping[str, str]
    ) -> dict[str, bytes]:
        """Seal each field; the subject's first sealing also stores its key.

        Must run inside the transaction that stores the result. Raises ErasedError.
        """
        return _sealed(await self._own_key(connection, subject), subject, fields)

    async def derive_key(self, connection: Connection, subject: str, purpose: str) -> bytes:
        """Derive a key of the subject that seals nothing, such as one to tell people apart by.

        Must run inside a transaction: the subject's own key is stored when there is none. Whoever
        keeps what this gave keeps it beyond the erasure of the subject. Raises ErasedError.
        """
        own = await self._own_key(connection, subject)
        return hmac.digest(own, f"{_DERIVED}/{purpose}/{subject}".encode(), "sha256")

    def seal_new(self, subject: str, fields: Mapping[str, str]) -> "SealedNew":
        """Seal for a subject whose id was made just now, under a key that nobody stored yet.

        Whoever stores the fields stores the key by the same statement, as `claim_key` does.
        """
        key, ring = new_key(), self.ring.current()
        claim = (subject, ring.active, ring.wrap(subject, key), subject_hash(subject))
        return SealedNew(claim, _sealed(key, subject, fields))

    async def unseal(
        self, connection: Connection, subject: str, sealed: Mapping[str, bytes]
    ) -> dict[str, str]:
        """Open each field; raises ErasedError, KeyLostError or TamperedError."""
        key = await self._find_key(connection, subject)
        if key is None:
            raise await self._why_missing(connection, subject)
        return _opened(key, subject, sealed)

    async def unseal_many(
        self, connection: Connection, sealed: Mapping[str, Mapping[str, bytes]]
    ) -> dict[str, dict[str, str] | SealingError]:
        """Open the fields of many subjects; one that does not open gives its error instead.

        So nobody else's fields are lost with those of one: ErasedError, KeyLostError,
        TamperedError or UnknownRingKeyError.
        """
        rows = await connection.fetch(SQL["find_keys"], list(sealed))
        found: dict[str, dict[str, str] | SealingError] = {
            row["subject"]: self._opened_by(row, sealed[row["subject"]]) for row in rows
        }
        for subject in sealed.keys() - found.keys():
            found[subject] = await self._why_missing(connection, subject)
        return found

    async def erase(self, connection: Connection, subject: str) -> None:
        """Delete the subject's key and note it in the ledger; a second time changes nothing.

        Must run inside a transaction, together with whatever else the erasure removes.
        """
        await connection.execute(SQL["await_subject"], subject)
        await connection.execute(SQL["note_erasure"], subject_hash(subject))
        await connection.execute(SQL["delete_key"], subject)

    async def rewrap(self, connection: Connection) -> int:
        """Wrap every key anew under the active ring key; returns how many were changed.

        Works in short transactions beside live traffic. Look at `ring_keys_in_use` before an old
        ring key is thrown away: a process with the old settings may still be using it.
        """
        changed = 0
        while batch := await self._rewrap_batch(connection):
            changed += batch
        return changed

    async def _rewrap_batch(self, connection: Connection) -> int:
        ring = self.ring.current()
        async with connection.transaction():
            rows = await connection.fetch(SQL["keys_to_rewrap"], ring.active, _BATCH)
            fresh = {
                row["subject"]: ring.wrap(
                    row["subject"],
                    ring.unwrap(row["subject"], row["ring_key"], row["wrapped"]),
                )
                for row in rows
            }
            await connection.execute(
                SQL["rewrap_keys"], ring.active, list(fresh), list(fresh.values())
            )
        return len(rows)

    def _opened_by(
        self, row: asyncpg.Record, sealed: Mapping[str, bytes]
    ) -> dict[str, str] | SealingError:
        try:
            key = self._unwrapped(row["subject"], row)
            return _opened(key, row["subject"], sealed)
        except SealingError as error:
            return error

    async def _why_missing(self, connection: Connection, subject: str) -> SealingError:
        erased = await connection.fetchval(SQL["was_erased"], subject_hash(subject))
        return ErasedError() if erased else KeyLostError()

    async def _own_key(self, connection: Connection, subject: str) -> bytes:
        found = await self._find_key(connection, subject)
        if found is not None:
            return found
        await connection.execute(SQL["await_subject"], subject)
        return await self._claim_key(connection, subject)

    async def _find_key(self, connection: Connection, subject: str) -> bytes | None:
        row = await connection.fetchrow(SQL["find_key"], subject)
        if row is None:
            return None
        return self._unwrapped(subject, row)

    def _unwrapped(self, subject: str, row: asyncpg.Record) -> bytes:
        return self.ring.current().unwrap(subject, row["ring_key"], row["wrapped"])

    async def _claim_key(self, connection: Connection, subject: str) -> bytes:
        key, ring = new_key(), self.ring.current()
        claimed = await connection.fetchval(
            SQL["claim_key"],
            subject,
            ring.active,
            ring.wrap(subject, key),
            subject_hash(subject),
        )
        if claimed is not None:
            return key
        # somebody else came first: their key is the subject's, unless they erased it
        found = await self._find_key(connection, subject)
        if found is None:
            raise ErasedError
        return found


def _sealed(key: bytes, subject: str, fields: Mapping[str, str]) -> dict[str, bytes]:
    clear = {name: text.encode(errors="surrogatepass") for name, text in fields.items()}
    return encrypt_each(key, clear, _PURPOSE, subject)


def _opened(key: bytes, subject: str, sealed: Mapping[str, bytes]) -> dict[str, str]:
    return {
        name: decrypt(key, text, _PURPOSE, subject, name).decode(errors="surrogatepass")
        for name, text in sealed.items()
    }


def try_key(key: bytes, subject: str, field: str, sealed: bytes) -> None:
    """Open a field with a subject's key and forget what it says; raises TamperedError."""
    _opened(key, subject, {field: sealed})


async def ring_keys_in_use(connection: Connection) -> dict[str, int]:
    """Count the subjects by the ring key that wraps their key."""
    rows = await connection.fetch(SQL["ring_keys_in_use"])
    return {row["ring_key"]: row["subjects"] for row in rows}
