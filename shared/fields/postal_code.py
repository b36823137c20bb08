"""Postal codes: five digits, written as people write them, with their country or place."""

import re
from typing import Final

from shared.fields.text import signs_of

_STORED: Final = re.compile(r"\d{5}", re.ASCII)
_WRITTEN: Final = re.compile(
    r"(?<!\w)(?:(?:FI|AX)[\s-]*)?(\d(?:\s?\d){4})(?!\w)", re.ASCII | re.IGNORECASE
)
"""Where it stands in what was written: `501 00`, `FI-50100`, `50100 Mikkeli`."""


def as_postal_code(text: str) -> str:
    """Give the one code that is written there, beside words only; else what it is, bare of spaces.

    Wide digits become plain ones, and what nobody sees is left out.
    """
    if is_postal_code(text):
        return text
    signs = signs_of(text)
    found = list(_WRITTEN.finditer(signs))
    if len(found) == 1:
        (only,) = found
        beside = signs[: only.start()] + signs[only.end() :]
        if not any(sign.isdigit() for sign in beside):
            return "".join(only[1].split())
    return "".join(signs.split())


def is_postal_code(stored: str) -> bool:
    """Say whether this is written like a postal code; whether there is one, `areas` knows."""
    return _STORED.fullmatch(stored) is not None
