"""Passwords by Argon2id, a few at a time: each check costs 19 MiB and a tenth of a second."""

import asyncio
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Give what is stored."""
    return _HASHER.hash(password)


@dataclass(frozen=True, slots=True)
class Argon2Passwords:
    """Implements the port `Passwords`; the checks run in threads."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Check against a stand-in where there is no such person, which takes as long."""
        async with self.places:
            fits = await asyncio.to_thread(_verify, password_hash or _NOBODY, password)
        return fits and password_hash is not None

    async def hash_of(self, password: str) -> str:
        """Hash in a thread, one of the few places taken."""
        async with self.places:
            return await asyncio.to_thread(hash_password, password)


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
