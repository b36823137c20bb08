"""Phone numbers: typed in any unambiguous way, stored as E.164, shown with spaces.

A number is one that a helper may be asked to dial: a person's own, never one that costs extra.
"""

import re
from typing import Final, Literal

import phonenumbers
from phonenumbers import PhoneNumberType

from shared.fields.text import signs_of

HOME: Final = "FI"
_HOME_CODE: Final = 358
_NOT_A_NUMBER: Final = "?"
_WITH_EXTENSION: Final = "?+"
_STORED: Final = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
_TYPED: Final = re.compile(r"[+(]?[\d\s()./\u2010-\u2015-]+")
"""Digits and what people put between them: no letters, no extension, no context of a link."""
_LABEL: Final = re.compile(r"(?i)^(?!tel:\S)(?:p|puh|puhelin|tel|gsm|tfn)(?:[.:]\s*|\s+)")
"""What stands before a number in a list or a signature; the link of a page is none."""
_MOBILE: Final = re.compile(r"(?:\+358|0)((?:4[0-8]|50)\d{6,8})", re.ASCII)
"""Most numbers that are typed here: known by their form, without the tables of the world."""
_BETWEEN: Final = str.maketrans("", "", " -")
_ROUND: Final = str.maketrans("oO", "00")
_EXTENSION: Final = re.compile(
    r"(?i)[+(]?[\d\s()./\u2010-\u2015-]{5,}"
    r",?\s*(?:;ext=|ext\.?|extension|x|#|,+|alanumero|alanro\.?|ala\.?|anknytning|ankn\.?)\s*\d{1,7}"
)
"""Two numbers in one: what comes second is not dialled by who presses the first."""
_OF_PEOPLE: Final = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
_COSTS_EXTRA: Final = ("100", "200", "2020", "2022", "2023", "2098", "2099", "300")
"""Finnish service numbers among those of organisations: their price is whatever they say."""
_OF_HOUSES: Final = ("10", "20", "29", "30")
"""Finnish numbers of a whole organisation at the price of a call: a care home, a town."""
Wrong = Literal["invalid", "extension", "service", "abroad"]


def international(text: str) -> str:
    """Give a number as E.164: 040 123 4567 is +358401234567; what is none is left to be refused."""
    if mobile := _MOBILE.fullmatch(text.translate(_BETWEEN)):
        return f"+{_HOME_CODE}{mobile[1]}"
    plain = _digits_meant(_LABEL.sub("", signs_of(text), count=1)) if text else ""
    if not plain or _EXTENSION.fullmatch(plain):
        return _WITH_EXTENSION if plain else ""
    number = _parsed(plain, HOME) if _TYPED.fullmatch(plain) else None
    if number is None or not phonenumbers.is_valid_number(number):
        return _NOT_A_NUMBER
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _digits_meant(text: str) -> str:
    """Read the letter O as the 0 it looks like, where nothing else is a letter."""
    meant = text.translate(_ROUND)
    return meant if _TYPED.fullmatch(meant) else text


def wrong_phone(stored: str, confirmed: str = "") -> Wrong | None:
    """Say why nobody can be asked to dial this, or that a number abroad is not confirmed yet.

    `stored` is what `international` gave; `confirmed` the number abroad that was said to be right.
    """
    if _MOBILE.fullmatch(stored) and is_phone(stored):
        return None
    number = _parsed(stored) if is_phone(stored) else None
    kind = phonenumbers.number_type(number) if number else PhoneNumberType.UNKNOWN
    if number is None or kind == PhoneNumberType.UNKNOWN:
        return "extension" if stored == _WITH_EXTENSION else "invalid"
    if not _is_of_people(number, kind):
        return "service"
    return None if number.country_code == _HOME_CODE or confirmed == stored else "abroad"


def is_phone(stored: str) -> bool:
    """Say whether this is written as a number is stored."""
    return _STORED.fullmatch(stored) is not None


def readable(stored: str) -> str:
    """Write a stored number with spaces; home numbers as they are dialled at home."""
    try:
        number = phonenumbers.parse(stored)
    except phonenumbers.NumberParseException:
        return stored
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if number.country_code == _HOME_CODE
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, style)


def _parsed(text: str, home: str | None = None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, home)
    except phonenumbers.NumberParseException:
        return None


def national(stored: str) -> str:
    """Give the digits as they are dialled at home, without spaces; a number abroad stays whole."""
    text = readable(stored)
    return "".join(sign for sign in text if sign.isdigit() or sign == "+")


def _is_of_people(number: phonenumbers.PhoneNumber, kind: int) -> bool:
    if kind == PhoneNumberType.UAN and number.country_code == _HOME_CODE:
        digits = phonenumbers.national_significant_number(number)
        return digits.startswith(_OF_HOUSES) and not digits.startswith(_COSTS_EXTRA)
    is_of_a_country = phonenumbers.region_code_for_number(number) != "001"
    return is_of_a_country and kind in _OF_PEOPLE
