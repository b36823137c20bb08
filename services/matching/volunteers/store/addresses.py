"""Addresses as keyed hashes: equal ones are found, none can be read or guessed offline."""

import hmac
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from services.matching.volunteers.model import Contact
from shared.fields.mail_address import same_address
from shared.postgres.types import Connection
from shared.reach_points import ReachKind
from shared.sealing.cipher import in_one
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault

ROSTER: Final = "roster/addresses"
"""The vault's subject that has the key: a rotation wraps it anew, and the hashes stay true."""
PURPOSE: Final = "found by"
PERSON: Final = "same person"

_FOUND_BY: Final[Mapping[str, tuple[bytes, Callable[[str], str]]]] = {
    ReachKind.EMAIL: (b"porukalla matching email hash", same_address)
}
"""Kinds by which people are found: what their hashes are for, and how equal addresses look."""


@dataclass(frozen=True, slots=True)
class AddressIndex:
    """Finds people by address, also those hashed under a ring key while that key is there."""

    connection: Connection
    vault: Vault

    async def hash_of(self, kind: str, address: str) -> str | None:
        """Give the hash to store; None when nobody is found by such an address."""
        if kind not in _FOUND_BY:
            return None
        key = await self.vault.derive_key(self.connection, ROSTER, PURPOSE)
        return hash_under(key, kind, address)

    async def person_of(self, contact: Contact) -> str | None:
        """Give a hash of number and first name; None for whoever gave no number.

        A number alone may be a family's.
        """
        phone = contact.address(ReachKind.PHONE)
        if not phone:
            return None
        key = await self.vault.derive_key(self.connection, ROSTER, PERSON)
        name = unicodedata.normalize("NFKC", contact.first_name).casefold()
        return hmac.digest(key, in_one((phone, name)), sha256).hex()

    async def known(self, kind: str, address: str) -> list[str]:
        """Give every hash the address may be stored as."""
        now = await self.hash_of(kind, address)
        return [now, *former_hashes(self.vault.ring.current(), kind, address)] if now else []


def former_hashes(ring: KeyRing, kind: str, address: str) -> list[str]:
    """Give the hashes under the ring's keys, as they were stored before the roster had its own."""
    purpose, _ = _FOUND_BY[kind]
    keys = (hmac.digest(key, purpose, sha256) for key in ring.keys.values())
    return [hash_under(key, kind, address) for key in keys]


def hash_under(key: bytes, kind: str, address: str) -> str:
    """Hash one address of a kind by which people are found."""
    _, same = _FOUND_BY[kind]
    return hmac.digest(key, same(address).encode(errors="surrogatepass"), sha256).hex()
