"""Reference codes a person can say on the phone: `K7-0B11`."""

import unicodedata
from typing import Final

LETTERS: Final = "BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so that no word appears by chance; no letter that looks like a digit."""
DIGITS: Final = "0123456789"
_SIGNS: Final = DIGITS + LETTERS
_TAIL: Final = 4
_HEAD: Final = 2
_ALIKE: Final = str.maketrans("OIL", "011")
"""Letters that no reference has, and the digits they are taken for."""
_AS_LETTER: Final = str.maketrans("825", "BZS")
_AS_DIGIT: Final = str.maketrans("BZSG", "8256")
"""At the first two places only one of two that look alike is possible."""
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


def read_reference(typed: str) -> str | None:
    """Read a reference as people type it: in any case, with any dashes and blanks, or none.

    What looks like a sign that is possible there is taken for it; None for what is no reference.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = "".join(sign for sign in plain if sign.isalnum()).translate(_ALIKE)
    letter, digit, tail = signs[:1], signs[1:_HEAD], signs[_HEAD:]
    letter, digit = letter.translate(_AS_LETTER), digit.translate(_AS_DIGIT)
    is_one = letter in LETTERS and digit in DIGITS and set(tail) <= set(_SIGNS)
    return f"{letter}{digit}-{tail}" if is_one and len(signs) == _HEAD + _TAIL else None
