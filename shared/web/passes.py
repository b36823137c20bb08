"""What intake signs for a browser, so that every service knows at once who signed in.

A pass is bound to the browser's token and opens nothing without it. Who has only the public keys
can read passes and write none.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from shared.sealing.key_text import KeyText
from shared.sealing.tokens import token_hash

_PURPOSE: Final = "porukalla pass 1"


class Pass(BaseModel):
    """Who signed in, when they proved it, and until when it holds at the longest."""

    model_config = ConfigDict(frozen=True)

    staff_id: UUID
    roles: tuple[str, ...]
    organisation_id: UUID | None = None
    permissions_version: int = 1
    proven_at: AwareDatetime
    ends_at: AwareDatetime


class MalformedPassKeyError(ValueError):
    """A key of passes is not the base64 of 32 bytes; several are separated by commas."""


@dataclass(frozen=True, slots=True)
class PassWriter:
    """Intake's: the newest private key is the first."""

    private_keys: KeyText

    def write(self, token: str, said: Pass) -> str:
        """Sign a pass for the browser with this token."""
        payload = said.model_dump_json(exclude_none=True).encode()
        key = Ed25519PrivateKey.from_private_bytes(_keys(self.private_keys)[0])
        return f"{_text(payload)}.{_text(key.sign(_signed(token, payload)))}"


@dataclass(frozen=True, slots=True)
class PassReader:
    """Everybody's; the keys of before stay in the list for as long as their passes hold."""

    public_keys: KeyText

    def read(self, token: str, text: str) -> Pass | None:
        """Give the pass, if intake wrote it for this browser."""
        try:
            payload, signature = map(_bytes, text.split("."))
        except ValueError:
            return None
        message = _signed(token, payload)
        if not any(_fits(key, signature, message) for key in _keys(self.public_keys)):
            return None
        try:
            return Pass.model_validate_json(payload)
        except ValidationError:
            return None


def new_pass_key() -> str:
    """Make a private key."""
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def public_pass_keys(private_keys: str) -> str:
    """Give the public halves in the same order; raises MalformedPassKeyError."""
    private = map(Ed25519PrivateKey.from_private_bytes, _keys(KeyText(private_keys)))
    return ",".join(
        base64.b64encode(key.public_key().public_bytes_raw()).decode() for key in private
    )


def _signed(token: str, payload: bytes) -> bytes:
    return f"{_PURPOSE}\n{token_hash(token)}\n".encode() + payload


def _fits(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _keys(text: KeyText) -> Sequence[bytes]:
    try:
        keys = [base64.b64decode(part, validate=True) for part in text.read().split(",")]
    except ValueError:
        raise MalformedPassKeyError from None
    if {len(key) for key in keys} != {32}:
        raise MalformedPassKeyError
    return keys


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Read what `_text` wrote; raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
