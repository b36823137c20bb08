"""Numbers by which a register knows an organisation: a business id, or that of an association."""

from typing import Final, Literal

from stdnum.fi import associationid, ytunnus

from shared.fields.text import signs_of

LONGEST: Final = 20


def register_number(typed: str) -> str:
    """Give it as its register writes it: 0737546-2, 123.456; what is none is left as it is."""
    number = signs_of(typed)[:LONGEST].upper().removeprefix("FI").strip()
    if ytunnus.is_valid(number):
        return ytunnus.format(number)
    return associationid.format(number) if associationid.is_valid(number) else number


def wrong_register_number(stored: str) -> Literal["missing", "invalid"] | None:
    """Say why no register can have given this number."""
    if not stored:
        return "missing"
    return None if ytunnus.is_valid(stored) or associationid.is_valid(stored) else "invalid"
