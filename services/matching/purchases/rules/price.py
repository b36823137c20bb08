"""Money as people write it, kept in cents."""

import re
from typing import Final

_PRICE: Final = re.compile(r"(?P<euros>\d{1,7})(?:[.,](?P<cents>\d{1,2}))?(?:€|e|eur)?", re.ASCII)


def read_cents(text: str) -> int | None:
    """Read 60, 60,5, 1 250.00 € or 60 eur; None when it is no price."""
    found = _PRICE.fullmatch("".join(text.lower().split()))
    if found is None:
        return None
    return int(found["euros"]) * 100 + int((found["cents"] or "0").ljust(2, "0"))


def written_cents(cents: int) -> str:
    """Write it so that it is read again: 60,50."""
    return f"{cents // 100},{cents % 100:02}"
