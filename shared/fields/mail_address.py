"""A mail address is one address: no list, no header, no display name."""

import re
import unicodedata
from typing import Final

import idna

from shared.fields.text import signs_of

LONGEST: Final = 254
# The local part is ASCII: servers that take others are still rare.
_ONE_ADDRESS: Final = re.compile(
    r"(?=.{1,64}@)(?!.*\s)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9\u00a1-\uffff-]+(?:\.[A-Za-z0-9\u00a1-\uffff-]+)*\.[A-Za-z\u00a1-\uffff-]{2,}"
)
_COPIED_ALONG: Final = re.compile(r"^[\s<]*(?:mailto:)?[\s<]*|[\s>,;:.]*$", re.IGNORECASE)
_NOWHERE: Final = frozenset(
    ("arpa", "corp", "domain", "example", "home", "internal", "intranet", "invalid", "lan", "local")
) | frozenset(("localdomain", "localhost", "onion", "private", "test"))
"""Ends of names that are no place in the world's mail: of one house, or of nobody."""


class BadAddressError(ValueError):
    """The text is not exactly one plain mail address."""


def mail_address(typed: str) -> str:
    """Give the address as it is stored: without what is copied along with one, and nobody means.

    That is `mailto:`, brackets around it, the comma or full stop after it, and what is not seen.
    """
    return _COPIED_ALONG.sub("", signs_of(typed))


def wrong_mail_address(text: str) -> str | None:
    """Say why nobody can be written to there: `long` or `invalid`."""
    if len(text) > LONGEST:
        return "long"
    return None if _is_in_the_world(text) else "invalid"


def split_address(text: str) -> tuple[str, str]:
    """Give local part and domain; raises BadAddressError."""
    if len(text) > LONGEST or _ONE_ADDRESS.fullmatch(text) is None:
        raise BadAddressError
    local_part, _, domain = text.rpartition("@")
    return local_part, domain


def on_the_wire(text: str) -> str:
    """Give the address as mail servers know it; raises BadAddressError."""
    local_part, domain = split_address(text)
    try:
        address = f"{local_part}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        raise BadAddressError from None
    if len(address) > LONGEST:
        raise BadAddressError
    return address


def same_address(email: str) -> str:
    """Give what two spellings of one address have in common."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def _is_in_the_world(text: str) -> bool:
    try:
        address = on_the_wire(text)
    except BadAddressError:
        return False
    return address.rpartition(".")[2].lower() not in _NOWHERE
