"""Stand-ins for personal data that must be found or compared, under a key of the installation.

A bare hash of a phone number is a phone number: all of them can be tried in minutes.
"""

import hmac
from dataclasses import dataclass, field
from typing import Final, Protocol

from shared.postgres.types import Pool
from shared.sealing.cipher import in_one
from shared.sealing.vault import Vault

SUBJECT: Final = "installation/pseudonyms"
"""The vault's subject that has the key: a rotation wraps it anew, and what is stored stays true."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Makes them; a value of one purpose cannot be compared with one of another."""

    key: bytes = field(repr=False)

    def of(self, purpose: str, *parts: str) -> str:
        """Give 64 hex digits, equal for equal parts only; takes anything that may be typed."""
        return hmac.digest(self.key, in_one((purpose, *parts)), "sha256").hex()


class PseudonymKeys(Protocol):
    """Knows the key of the installation."""

    async def pseudonyms(self) -> Pseudonyms:
        """Give what makes them; asked for before a transaction, for it may need a place."""
        ...


@dataclass(slots=True)
class VaultPseudonymKeys:
    """Implements `PseudonymKeys`: derived once from a key that lies wrapped in the vault.

    What is made with it is guessed by nobody who has the database without its ring keys.
    """

    pool: Pool
    vault: Vault
    _known: Pseudonyms | None = field(default=None, init=False, repr=False)

    async def pseudonyms(self) -> Pseudonyms:
        """Derive the key at the first time, by a transaction of its own, so that it is kept."""
        if self._known is None:
            async with self.pool.acquire() as connection, connection.transaction():
                key = await self.vault.derive_key(connection, SUBJECT, "pseudonyms")
            self._known = Pseudonyms(key)
        return self._known
