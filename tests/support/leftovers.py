"""What a network leaves lying: in its servers' files, its logs, and a dump of its databases."""

import asyncio
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import asyncpg

from deploy.local.folders import Folders
from deploy.local.postgres_binaries import chosen_before
from deploy.local.secrets import SEALING_SERVICES, Secrets
from shared.sealing.box import Opener
from shared.sealing.cipher import decrypt
from shared.sealing.errors import SealingError, UnopenableBoxError
from shared.sealing.keyring import KeyRing

_BOX = re.compile(rb"[A-Za-z0-9+/]{100,}={0,2}")
_SUBJECT_KEYS = "SELECT subject, ring_key, wrapped FROM subject_keys"
_LETTERS = (
    "SELECT body::jsonb #>> '{data,sealed}' FROM outbox WHERE type = 'notification.requested'"
)


class Wrapped(NamedTuple):
    """A subject's key as it lay in a database."""

    subject: str
    ring_key: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """Everything sealed that the databases held at one moment."""

    boxes: Sequence[str]
    keys: Sequence[Wrapped]


async def sealed_in(databases: Mapping[str, str]) -> Sealed:
    """Read what whoever stole the databases now would have."""
    boxes, keys = list[str](), list[Wrapped]()
    for service in SEALING_SERVICES:
        connection = await asyncpg.connect(databases[service])
        boxes += [row[0] for row in await connection.fetch(_LETTERS) if row[0]]
        keys += [Wrapped(*row) for row in await connection.fetch(_SUBJECT_KEYS)]
        await connection.close()
    return Sealed(boxes, keys)


def dump_of(folders: Folders, dsn: str) -> bytes:
    """Dump one database as an operator does."""
    program = chosen_before(folders.postgres).program("pg_dump")
    return subprocess.run([program, dsn], capture_output=True, check=True, timeout=60).stdout


def opened(secrets: Secrets, boxes: Iterable[str]) -> list[bytes]:
    """Open what opens with any key of letters that is left."""
    opener, found = Opener(secrets.private_keys()), list[bytes]()
    for box in boxes:
        try:
            found.append(opener.open(box))
        except UnopenableBoxError:
            continue
    return found


def unwrapped(secrets: Secrets, keys: Iterable[Wrapped]) -> list[str]:
    """Name the subjects whose key comes out with any ring key that is left, whatever its name."""
    rings = [KeyRing.from_text(secrets.sealing_keys(service)) for service in SEALING_SERVICES]
    left = [key for ring in rings for key in ring.keys.values()]
    return [item.subject for item in keys if any(_unwraps(key, item) for key in left)]


def files_of(folders: Folders) -> Iterator[tuple[Path, bytes]]:
    """Read every file of the network but its keys."""
    for file in sorted(folders.state.rglob("*")):
        if folders.secrets not in file.parents and file.is_file() and not file.is_symlink():
            try:
                yield file, file.read_bytes()
            except FileNotFoundError:
                continue


def boxes_in(content: bytes) -> set[str]:
    """Find what may be a sealed box."""
    return {found.decode() for found in _BOX.findall(content)}


async def dumps_of(folders: Folders, databases: Mapping[str, str]) -> dict[str, bytes]:
    """Dump every database, as its owner."""
    return {
        service: await asyncio.to_thread(dump_of, folders, _as_owner(folders, service, dsn))
        for service, dsn in databases.items()
    }


def _as_owner(folders: Folders, service: str, dsn: str) -> str:
    parts, password = urlsplit(dsn), Secrets(folders.secrets).passwords(service).owner
    return parts._replace(
        netloc=f"{service}_owner:{password}@{parts.hostname}:{parts.port}"
    ).geturl()


def _unwraps(key: bytes, item: Wrapped) -> bool:
    try:
        decrypt(key, item.wrapped, "subject key", item.ring_key, item.subject)
    except SealingError:
        return False
    return True
