"""AES-256-GCM bound to its place: bytes moved to another place do not open."""

import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.sealing.errors import TamperedError

FORMAT = b"\x01"
"""First byte of everything sealed; a new format gets a new one."""
KEY_BYTES = 32
_NONCE_BYTES = 12


def new_key() -> bytes:
    """Draw a 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def encrypt(key: bytes, clear: bytes, *place: str) -> bytes:
    """Seal `clear` for one place, such as a subject and a field: format, nonce, text, tag."""
    return _sealed(AESGCM(key), clear, place)


def encrypt_each(key: bytes, clear: Mapping[str, bytes], *place: str) -> dict[str, bytes]:
    """Seal several under one key, each for its own name within the place."""
    cipher = AESGCM(key)
    return {name: _sealed(cipher, one, (*place, name)) for name, one in clear.items()}


def _sealed(cipher: AESGCM, clear: bytes, place: tuple[str, ...]) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return FORMAT + nonce + cipher.encrypt(nonce, clear, in_one(place))


def decrypt(key: bytes, sealed: bytes, *place: str) -> bytes:
    """Open what was sealed for the same place; raises TamperedError."""
    nonce, text = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != FORMAT or len(nonce) < _NONCE_BYTES:
        raise TamperedError
    try:
        return AESGCM(key).decrypt(nonce, text, in_one(place))
    except InvalidTag:
        raise TamperedError from None


def in_one(texts: tuple[str, ...]) -> bytes:
    """Join texts, their lengths first, so that no two rows of texts give the same bytes."""
    parts = [text.encode(errors="surrogatepass") for text in texts]
    return FORMAT + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
