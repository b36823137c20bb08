"""Phone numbers as digits, and those that one slip of the finger or the ear leads to."""

import re
from collections.abc import Iterator
from typing import Final

FROM_DIGITS: Final = 5
"""So many digits must be typed before anything is looked for."""
NEAR_FROM: Final = 8
"""What is shorter is not typed to its end yet, so that it has no wrong digit either."""
WHOLE_FROM: Final = 10
"""A mobile number is so long; alone it is enough where one person has it."""
_DIGITS: Final = "0123456789"
_BETWEEN: Final = re.compile(r"[^\d+]+")
_NONE: Final = re.compile(r"\D+")
_HOME: Final = re.compile(r"^(?:00|\+)?358")


def digits_of(text: str) -> str:
    """Give the digits as they are dialled at home: +358 40 123 is 040123, 0046 70 is 4670."""
    if text.startswith("+358") and text[4:].isdecimal():
        return f"0{text[4:]}"  # as all are kept
    plain = _BETWEEN.sub("", text)
    return _NONE.sub("", _HOME.sub("0", plain, count=1)).removeprefix("00")


def near_numbers(digits: str) -> Iterator[str]:
    """Give each number with one digit more, less, another or in the place of its neighbour."""
    for at, digit in enumerate(digits):
        before, after = digits[:at], digits[at + 1 :]
        yield before + after
        yield before + after[:1] + digit + after[1:]
        for other in _DIGITS:
            yield before + other + after
            yield before + other + digit + after
    for other in _DIGITS:
        yield digits + other
