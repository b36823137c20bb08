"""Addresses as keyed hashes: equal ones are found, none can be read or guessed offline."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind
from shared.sealing.keyring import KeyRing

_FOUND_BY: Final[Mapping[str, tuple[bytes, Callable[[str], str]]]] = {
    ReachKind.EMAIL: (b"porukalla matching email hash", same_address)
}
"""Kinds by which people are found: what their hashes are for, and how equal addresses look."""


@dataclass(frozen=True, slots=True)
class AddressHashes:
    """Hashes under keys derived from the ring's; old ring keys still recognise old hashes."""

    ring: KeyRing

    def current(self, kind: str, address: str) -> str | None:
        """Give the hash to store; None when nobody is found by such an address."""
        return self._under(self.ring.active, kind, address) if kind in _FOUND_BY else None

    def known(self, kind: str, address: str) -> list[str]:
        """Give every hash the address may be stored as."""
        names = self.ring.keys if kind in _FOUND_BY else ()
        return [self._under(name, kind, address) for name in names]

    def _under(self, name: str, kind: str, address: str) -> str:
        purpose, same = _FOUND_BY[kind]
        key = hmac.digest(self.ring.keys[name], purpose, sha256)
        return hmac.digest(key, same(address).encode(errors="surrogatepass"), sha256).hex()
