"""What travels sealed to notify: to whom, and the values that a template needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from shared.sealing.errors import UnreadableNoticeError


@dataclass(frozen=True, slots=True)
class Notice:
    """One message's personal part; `recipient` is an address of the channel asked for."""

    recipient: str = field(repr=False)
    values: Mapping[str, str] = field(repr=False)

    def to_json(self) -> bytes:
        """Give the payload for a sealed box."""
        return json.dumps({"recipient": self.recipient, "values": dict(self.values)}).encode()

    @staticmethod
    def from_json(payload: bytes) -> "Notice":
        """Read an opened box; raises UnreadableNoticeError."""
        try:
            found = json.loads(payload)
        except ValueError:
            raise UnreadableNoticeError from None
        if not isinstance(found, dict):
            raise UnreadableNoticeError
        recipient, values = found.get("recipient"), found.get("values")
        if not isinstance(recipient, str) or not _is_text_by_name(values):
            raise UnreadableNoticeError
        return Notice(recipient, values)


def _is_text_by_name(found: object) -> TypeGuard[dict[str, str]]:
    return isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
