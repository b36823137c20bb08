"""The seal of a telephone system, by the Standard Webhooks specification."""

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from services.intake.missed_calls.ports import Seal
from shared.sealing.key_text import KeyText

BELIEVED: Final = timedelta(minutes=5)
"""So long a seal is believed, before and after: what was overheard cannot be sent later."""
PREFIX: Final = "whsec_"
_VERSION: Final = "v1,"
_MOST_DIGITS: Final = 12


class UnreadableKeyError(ValueError):
    """A key of a telephone system is written whsec_ and base64 of at least 24 bytes."""


@dataclass(frozen=True, slots=True)
class SealKeys:
    """Implements the port `ChecksSeals`; any of several keys is believed: so one can change."""

    setting: KeyText | None
    now: Callable[[], datetime]
    """The real time, by which telephone systems reckon."""

    def check(self, headers: Mapping[str, str], body: bytes) -> Seal:
        """Compare in constant time; the time counts only where the seal is right."""
        keys = read_keys(self.setting.read()) if self.setting else ()
        if not keys:
            return Seal.NO_KEY
        name, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not name or not _is_number(moment):
            return Seal.WRONG
        signed = f"{name}.{moment}.".encode() + body
        given = headers.get("webhook-signature", "").split()
        if not any(_is_seal(each, key, signed) for key in keys for each in given):
            return Seal.WRONG
        age = abs(self.now().astimezone(UTC) - datetime.fromtimestamp(int(moment), UTC))
        return Seal.RIGHT if age <= BELIEVED else Seal.OLD


def read_keys(text: str) -> tuple[bytes, ...]:
    """Read keys with commas between; raises UnreadableKeyError."""
    return tuple(_key(each.strip()) for each in text.split(",") if each.strip())


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadableKeyError from error
    if not text.startswith(PREFIX) or len(key) < 24:  # noqa: PLR2004  # as the specification says
        raise UnreadableKeyError
    return key


def _is_seal(given: str, key: bytes, signed: bytes) -> bool:
    right = base64.b64encode(hmac.digest(key, signed, "sha256"))
    return hmac.compare_digest(given.encode(), _VERSION.encode() + right)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
