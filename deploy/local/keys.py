"""The keys of one installation: which there are, what needs each, new ones and old ones' end.

A new key comes first and the old ones stay beside it, so that whoever runs goes on reading. What an
old ring key wraps is wrapped anew at once; what was sealed for an old box key is letters on their
way, and they end by themselves.
"""

import fcntl
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from deploy.local.kept_text import kept_text, replace_text
from deploy.local.secrets import SEALING_SERVICES, Secrets
from services.matching.operating import ring_keys_in_use as roster_ring_keys_in_use
from shared.messaging.letter_bodies import open_letters_by_key
from shared.postgres.pool import connected
from shared.sealing.box import box_key_name, new_keypair, public_half
from shared.sealing.keyring import KeyRing, new_ring_key
from shared.sealing.vault import Vault, ring_keys_in_use

SENDERS: Final = ("intake", "matching")
SETTLED_SECONDS: Final = 60.0
"""Longer than any transaction that began with the keys of before may last."""
BOX: Final = "letters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key and what would be lost with it."""

    owner: str
    """The service whose ring it is of, or `letters`."""
    name: str
    is_active: bool
    needed_by: int
    """Subjects, or letters on their way."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the network whose databases and secrets these are."""

    databases: Mapping[str, str]
    secrets: Secrets

    async def all(self) -> list[Key]:
        """List them, the active one of each owner first."""
        return [key async for key in self._all()]

    async def rotate(self) -> None:
        """Make a new key for every purpose and wrap anew what the old ring keys wrap."""
        with self._alone():
            self._make_new()
            await self._rewrap()

    async def destroy_free(self) -> list[Key]:
        """Destroy the old keys that nothing needs any more; gives them."""
        with self._alone():
            await self._rewrap()
            free = [key for key in await self.all() if not (key.is_active or key.needed_by)]
            for owner in {key.owner for key in free}:
                self._keep_without(owner, {key.name for key in free if key.owner == owner})
        return free

    def settled_in(self) -> float:
        """Say in how many seconds nobody can still use the keys of before."""
        files = [
            self.secrets.public_key_file(),
            *map(self.secrets.sealing_keys_file, SEALING_SERVICES),
        ]
        newest = max(file.stat().st_mtime for file in files)
        return max(0.0, newest + SETTLED_SECONDS - time.time())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for another who changes keys: of two new ones at once, one would be overwritten."""
        lock = self.secrets.folder / "keys.lock"
        kept_text(lock, str)
        with lock.open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make_new(self) -> None:
        private, _ = new_keypair()
        replace_text(
            self.secrets.private_keys_file(), ",".join([private, *self.secrets.private_keys()])
        )
        self.secrets.public_key_file()
        self.secrets.rotate_session_keys()
        for service in SEALING_SERVICES:
            ring = self.secrets.sealing_keys(service)
            fresh = new_ring_key(_next_name(KeyRing.from_text(ring)))
            replace_text(self.secrets.sealing_keys_file(service), f"{fresh},{ring}")

    async def _rewrap(self) -> None:
        for service in SEALING_SERVICES:
            vault = Vault(KeyRing.from_text(self.secrets.sealing_keys(service)))
            async with connected(self.databases[service]) as connection:
                await vault.rewrap(connection)

    def _keep_without(self, owner: str, names: set[str]) -> None:
        if owner == BOX:
            private = [key for key in self.secrets.private_keys() if _box_name(key) not in names]
            replace_text(self.secrets.private_keys_file(), ",".join(private))
            (self.secrets.folder / "notify_keys").unlink(missing_ok=True)
            return
        parts = self.secrets.sealing_keys(owner).split(",")
        left = [part for part in parts if part.partition(":")[0].strip() not in names]
        replace_text(self.secrets.sealing_keys_file(owner), ",".join(left))

    async def _all(self) -> AsyncIterator[Key]:
        letters = await self._open_letters()
        for place, private in enumerate(self.secrets.private_keys()):
            name = _box_name(private)
            needed = letters.get(name, 0) + letters.get(None, 0)
            yield Key(owner=BOX, name=name, is_active=place == 0, needed_by=needed)
        for service in SEALING_SERVICES:
            ring = KeyRing.from_text(self.secrets.sealing_keys(service))
            in_use = await self._in_use(service)
            for name in _active_first(ring):
                yield Key(
                    owner=service,
                    name=name,
                    is_active=name == ring.active,
                    needed_by=in_use.get(name, 0),
                )

    async def _open_letters(self) -> Mapping[str | None, int]:
        counts: dict[str | None, int] = {}
        for service in SENDERS:
            async with connected(self.databases[service]) as connection:
                for name, count in (await open_letters_by_key(connection)).items():
                    counts[name] = counts.get(name, 0) + count
        return counts

    async def _in_use(self, service: str) -> Mapping[str, int]:
        dsn = self.databases[service]
        if service == "matching":
            return await roster_ring_keys_in_use(dsn, self.secrets.sealing_keys(service))
        async with connected(dsn) as connection:
            return await ring_keys_in_use(connection)


def _active_first(ring: KeyRing) -> Sequence[str]:
    return [ring.active, *(name for name in ring.keys if name != ring.active)]


def _next_name(ring: KeyRing) -> str:
    numbers = [int(name[1:]) for name in ring.keys if name[1:].isdecimal()]
    return f"k{max(numbers, default=0) + 1}"


def _box_name(private_key: str) -> str:
    return box_key_name(public_half(private_key))
