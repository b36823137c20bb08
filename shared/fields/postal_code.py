"""Postal codes: five digits, typed with or without spaces."""

import re
from typing import Final

_STORED: Final = re.compile(r"\d{5}", re.ASCII)


def bare(text: str) -> str:
    """Take the spaces out."""
    return "".join(text.split())


def is_postal_code(stored: str) -> bool:
    """Say whether this is written like a postal code; whether there is one, `areas` knows."""
    return _STORED.fullmatch(stored) is not None
