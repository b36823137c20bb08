"""E-mail addresses as keyed hashes: equal ones are found, none can be read or guessed offline."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from shared.fields.mail_address import same_address
from shared.sealing.keyring import KeyRing

_PURPOSE = b"porukalla matching email hash"


@dataclass(frozen=True, slots=True)
class AddressHashes:
    """Hashes under keys derived from the ring's; old ring keys still recognise old hashes."""

    ring: KeyRing

    def current(self, email: str) -> str:
        """Give the hash to store."""
        return self._under(self.ring.active, email)

    def known(self, email: str) -> list[str]:
        """Give every hash the address may be stored as."""
        return [self._under(name, email) for name in self.ring.keys]

    def _under(self, name: str, email: str) -> str:
        key = hmac.digest(self.ring.keys[name], _PURPOSE, sha256)
        return hmac.digest(key, same_address(email).encode(errors="surrogatepass"), sha256).hex()
