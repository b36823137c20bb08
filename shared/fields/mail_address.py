"""A mail address is one address: no list, no header, no display name."""

import re
import unicodedata
from typing import Final

from shared.fields.text import wrong_line

LONGEST: Final = 254
# The local part is ASCII: servers that take others are still rare.
_ONE_ADDRESS: Final = re.compile(
    r"(?=.{1,64}@)(?!.*\s)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9\u00a1-\uffff-]+(?:\.[A-Za-z0-9\u00a1-\uffff-]+)*\.[A-Za-z\u00a1-\uffff-]{2,}"
)


class BadAddressError(ValueError):
    """The text is not exactly one plain mail address."""


def is_mail_address(text: str) -> bool:
    """Say whether a text is exactly one plain mail address."""
    return len(text) <= LONGEST and _ONE_ADDRESS.fullmatch(text) is not None


def wrong_mail_address(text: str) -> str | None:
    """Say why this cannot be one: `long`, `characters` or `invalid`."""
    return wrong_line(text, LONGEST) or (None if is_mail_address(text) else "invalid")


def split_address(text: str) -> tuple[str, str]:
    """Give local part and domain; raises BadAddressError."""
    if not is_mail_address(text):
        raise BadAddressError
    local_part, _, domain = text.rpartition("@")
    return local_part, domain


def same_address(email: str) -> str:
    """Give what two spellings of one address have in common."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
