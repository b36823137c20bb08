"""When a browser last opened a page, told by a stamp that any service makes and all believe.

A stamp opens nothing: it only keeps a session from ending for want of use. So its key, which the
services share, lets nobody in.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from shared.sealing.key_text import KeyText
from shared.sealing.tokens import token_hash

_PURPOSE: Final = "porukalla seen 1"


@dataclass(frozen=True, slots=True)
class Stamps:
    """Makes and reads them; the newest key is the first, those of before are still believed."""

    keys: KeyText

    def of(self, token: str, moment: datetime) -> str:
        """Stamp the browser with this token."""
        seconds = int(moment.timestamp())
        return f"{seconds}.{self._proof(self._all()[0], token, seconds)}"

    def read(self, token: str, text: str) -> datetime | None:
        """Give the moment, if one of us stamped it for this browser."""
        said, _, proof = text.partition(".")
        if not (said.isascii() and said.isdigit() and len(said) <= len("253402300799")):
            return None
        proofs = [self._proof(key, token, int(said)) for key in self._all()]
        if not any(hmac.compare_digest(proof.encode(), each.encode()) for each in proofs):
            return None
        return datetime.fromtimestamp(int(said), UTC)

    def _all(self) -> list[str]:
        return self.keys.read().split(",")

    @staticmethod
    def _proof(key: str, token: str, seconds: int) -> str:
        message = f"{_PURPOSE}\n{token_hash(token)}\n{seconds}"
        return hmac.digest(key.encode(), message.encode(), sha256).hex()
