"""An address is one address: no list, no header, no display name."""

import re

MAX_LENGTH = 254

_ONE_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[^\s@,;:<>\"'()\[\]\\/\x00-\x1f\x7f]+"
)
_MAX_LOCAL_PART = 64


class BadAddressError(ValueError):
    """The text is not exactly one plain mail address."""


def split_address(text: str) -> tuple[str, str]:
    """Give local part and domain of the one address in `text`, or raise BadAddressError.

    The local part is ASCII: servers that take others are still rare.
    """
    if len(text) > MAX_LENGTH or _ONE_ADDRESS.fullmatch(text) is None:
        raise BadAddressError
    local_part, _, domain = text.rpartition("@")
    if len(local_part) > _MAX_LOCAL_PART:
        raise BadAddressError
    return local_part, domain
