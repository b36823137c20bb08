"""Reference codes a person can say on the phone: `K7-0B11`."""

from typing import Final

LETTERS: Final = "BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so that no word appears by chance; no letter that looks like a digit."""
DIGITS: Final = "0123456789"
_SIGNS: Final = DIGITS + LETTERS
_TAIL: Final = 4
REFERENCES: Final = len(LETTERS) * len(DIGITS) * len(_SIGNS) ** _TAIL
"""How many there are: 134 million."""


def reference_of(number: int) -> str:
    """Give the reference of a number below `REFERENCES`."""
    signs = []
    for _ in range(_TAIL):
        number, place = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[place])
    number, digit = divmod(number, len(DIGITS))
    return f"{LETTERS[number]}{DIGITS[digit]}-{''.join(reversed(signs))}"
