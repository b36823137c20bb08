"""Sealed boxes: anyone with the public key can close one, only notify can open it."""

import base64
import binascii
import hashlib
from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from shared.sealing.errors import MalformedBoxKeyError, UnopenableBoxError
from shared.sealing.key_text import KeyText


def seal_for(public_key: str, payload: bytes) -> str:
    """Close a box for the holder of the private key; raises MalformedBoxKeyError."""
    sealed = SealedBox(PublicKey(_key_bytes(public_key))).encrypt(payload)
    return base64.b64encode(sealed).decode()


def new_keypair() -> tuple[str, str]:
    """Make a private and a public key, in this order."""
    private = PrivateKey.generate()
    return _text(private.encode()), _text(private.public_key.encode())


class Opener:
    """Opens boxes closed for any of several private keys, so that keys can be rotated."""

    def __init__(self, private_keys: Sequence[str]) -> None:
        """Put the newest first: it is tried first. Raises MalformedBoxKeyError."""
        if not private_keys:
            raise MalformedBoxKeyError
        self._boxes = [SealedBox(PrivateKey(_key_bytes(key))) for key in private_keys]

    def open(self, text: str) -> bytes:
        """Open a box; raises UnopenableBoxError."""
        try:
            sealed = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise UnopenableBoxError from None
        for box in self._boxes:
            try:
                return box.decrypt(sealed)
            except (CryptoError, ValueError):
                continue
        raise UnopenableBoxError


class KeptOpener:
    """Opens boxes with keys that are read again when their file changes."""

    def __init__(self, text: KeyText) -> None:
        """Read them at once, so that a wrong one stops the start; raises MalformedBoxKeyError."""
        self._text, self._read = text, text.read()
        self._opener = _opener(self._read)

    def open(self, text: str) -> bytes:
        """Open a box with the keys as they are now; raises UnopenableBoxError."""
        keys = self._text.read()
        if keys != self._read:
            self._opener, self._read = _opener(keys), keys
        return self._opener.open(text)


def public_half(private_key: str) -> str:
    """Give the public key of a private one; raises MalformedBoxKeyError."""
    return _text(PrivateKey(_key_bytes(private_key)).public_key.encode())


def box_key_name(public_key: str) -> str:
    """Name a key by what everyone may know of it; raises MalformedBoxKeyError."""
    return f"b{hashlib.sha256(_key_bytes(public_key)).hexdigest()[:12]}"


def _opener(private_keys: str) -> Opener:
    return Opener(private_keys.split(","))


def _key_bytes(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise MalformedBoxKeyError from None
    if len(key) != PublicKey.SIZE:
        raise MalformedBoxKeyError
    return key


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
