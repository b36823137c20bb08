"""Phone numbers: typed in any unambiguous way, stored as E.164, shown with spaces."""

import re
from typing import Final

import phonenumbers

HOME: Final = "FI"
_NOT_A_NUMBER: Final = "?"
_STORED: Final = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)


def international(text: str) -> str:
    """Give a number as E.164: 040 123 4567 is +358401234567; what is none is left to be refused."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return _NOT_A_NUMBER
    if not phonenumbers.is_possible_number(number):
        return _NOT_A_NUMBER
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_phone(stored: str) -> bool:
    """Say whether this is a number as it is stored."""
    return _STORED.fullmatch(stored) is not None


def readable(stored: str) -> str:
    """Write a stored number with spaces; home numbers as they are dialled at home."""
    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    is_home = phonenumbers.region_code_for_country_code(number.country_code or 0) == HOME
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if is_home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, style)
