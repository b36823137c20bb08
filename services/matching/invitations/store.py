"""Invitations in PostgreSQL: what was said is sealed, addresses and links are hashes."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from services.matching.invitations.model import InvitationId, Invited
from services.matching.invitations.rows import invited_of, subject_of, text_of
from shared.fields.mail_address import same_address
from shared.postgres.queries import ids, load_queries
from shared.postgres.types import Connection, Pool
from shared.sealing.errors import SealingError
from shared.sealing.vault import Vault

SQL = load_queries(Path(__file__).with_name("queries.sql"))
ADDRESSES: Final = "invitations/addresses"
"""The vault's subject that has the key of the hashes: they outlive what was sealed."""
_FOUND_BY: Final = "found by"
_SAID: Final = "said"


@dataclass(frozen=True, slots=True)
class PostgresInvitations:
    """Implements the port `Invitations`."""

    connection: Connection
    vault: Vault

    async def keep(
        self, new: InvitationId, invited: Invited, token_hash: str, lifetime: timedelta
    ) -> bool:
        """Win or lose by the unique hash of the address; then seal and insert."""
        hashed = await self._hash_of(invited.email)
        if await self.connection.fetchval(SQL["note_address"], hashed) is None:
            return False
        clear = {_SAID: text_of(invited)}
        sealed = await self.vault.seal(self.connection, subject_of(new), clear)
        await self.connection.execute(
            SQL["keep_invitation"], new, token_hash, sealed[_SAID], lifetime
        )
        return True

    async def was_invited(self, email: str) -> bool:
        """Look for the hash."""
        found = await self.connection.fetchval(SQL["was_invited"], await self._hash_of(email))
        return bool(found)

    async def read(self, token_hash: str) -> Invited | None:
        """Read by the hash of the link, and unseal."""
        row = await self.connection.fetchrow(SQL["read_invitation"], token_hash)
        if row is None:
            return None
        sealed = {_SAID: row[_SAID]}
        try:
            clear = await self.vault.unseal(self.connection, subject_of(row["id"]), sealed)
        except SealingError:
            return None
        return invited_of(clear[_SAID])

    async def end(self, token_hash: str) -> InvitationId | None:
        """Delete the row and its key."""
        found = await self.connection.fetchval(SQL["end_invitation"], token_hash)
        if found is None:
            return None
        await self.vault.erase(self.connection, subject_of(found))
        return InvitationId(found)

    async def end_old(self, invitation_id: InvitationId) -> bool:
        """Delete row and key, if its time is over."""
        found = await self.connection.fetchval(SQL["end_old_invitation"], invitation_id)
        if found is None:
            return False
        await self.vault.erase(self.connection, subject_of(invitation_id))
        return True

    async def _hash_of(self, email: str) -> str:
        key = await self.vault.derive_key(self.connection, ADDRESSES, _FOUND_BY)
        same = same_address(email).encode(errors="surrogatepass")
        return hmac.digest(key, same, sha256).hex()


@dataclass(frozen=True, slots=True)
class PostgresDueInvitations:
    """Implements the port `DueInvitations`."""

    pool: Pool

    async def over(self, limit: int) -> Sequence[InvitationId]:
        """Read ids without locking anything."""
        return [InvitationId(each) for each in await ids(self.pool, SQL["invitations_over"], limit)]
