"""Postal codes: five digits, typed with or without spaces."""

import re
from typing import Final

from shared.fields.text import signs_of

_STORED: Final = re.compile(r"\d{5}", re.ASCII)


def bare(text: str) -> str:
    """Take out the spaces and what nobody sees; wide digits become plain ones."""
    return "".join(signs_of(text).split())


def is_postal_code(stored: str) -> bool:
    """Say whether this is written like a postal code; whether there is one, `areas` knows."""
    return _STORED.fullmatch(stored) is not None
