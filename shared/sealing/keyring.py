"""The few keys outside the database that wrap the many keys inside it."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from shared.sealing.cipher import KEY_BYTES, decrypt, encrypt, new_key
from shared.sealing.errors import MalformedKeyRingError, UnknownRingKeyError
from shared.sealing.key_text import KeyText

_PURPOSE = "subject key"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Ring keys by name: `active` wraps, all of them unwrap, so that keys can be rotated."""

    keys: Mapping[str, bytes] = field(repr=False)
    active: str

    def __post_init__(self) -> None:
        """Refuse a ring without its active key or with a key of another length."""
        if self.active not in self.keys or any(len(key) != KEY_BYTES for key in self.keys.values()):
            raise MalformedKeyRingError

    @staticmethod
    def from_text(text: str) -> "KeyRing":
        """Read `k2:<base64>,k1:<base64>`; the first is active. Raises MalformedKeyRingError."""
        pairs = [_pair(part) for part in text.split(",")]
        keys = dict(pairs)
        if len(keys) != len(pairs):
            raise MalformedKeyRingError
        return KeyRing(keys, pairs[0][0])

    def current(self) -> "KeyRing":
        """Give itself: a ring that does not change."""
        return self

    def wrap(self, subject: str, key: bytes) -> bytes:
        """Seal a subject's key under the active ring key."""
        return encrypt(self.keys[self.active], key, _PURPOSE, self.active, subject)

    def unwrap(self, subject: str, ring_key: str, wrapped: bytes) -> bytes:
        """Open a subject's key; raises UnknownRingKeyError or TamperedError."""
        if ring_key not in self.keys:
            raise UnknownRingKeyError
        return decrypt(self.keys[ring_key], wrapped, _PURPOSE, ring_key, subject)


class Ring(Protocol):
    """A ring that may change while a process runs."""

    def current(self) -> KeyRing:
        """Give it as it is now; whoever wraps and names the key asks once for both."""
        ...


@dataclass(slots=True)
class KeptRing:
    """A ring whose keys are read again when their file changes."""

    text: KeyText
    _read: str = field(default="", init=False, repr=False)
    _ring: KeyRing | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """Read it at once, so that a wrong one stops the start."""
        self.current()

    def current(self) -> KeyRing:
        """Read it anew if it changed; raises MalformedKeyRingError."""
        text = self.text.read()
        if self._ring is None or text != self._read:
            self._ring, self._read = KeyRing.from_text(text), text
        return self._ring


def new_ring_key(name: str) -> str:
    """Make one `name:base64` for the front of a ring's text."""
    return f"{name}:{base64.b64encode(new_key()).decode()}"


def _pair(text: str) -> tuple[str, bytes]:
    name, _, encoded = text.strip().partition(":")
    if not name:
        raise MalformedKeyRingError
    try:
        return name, base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise MalformedKeyRingError from None
