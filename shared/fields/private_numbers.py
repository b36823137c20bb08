"""Identity codes and bank numbers in what people write, told by their check digits.

Nobody needs them to help, and whoever reads them can do harm. What merely looks alike passes.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final


class Private(StrEnum):
    """What was found; the values are the codes of problems at any field."""

    IDENTITY_CODE = "identity_code"
    BANK_NUMBER = "bank_number"


def private_number(text: str) -> Private | None:
    """Say which of them is in a text, however it is spaced; None when there is none."""
    if not _DIGIT.search(unicodedata.normalize("NFKC", text)):
        return None
    plain = _plain(text)
    if any(_is_identity_code(found) for found in _IDENTITY_CODE.finditer(plain)):
        return Private.IDENTITY_CODE
    is_bank = any(map(_is_iban, _ibans(plain))) or any(map(_is_card, _cards(plain)))
    return Private.BANK_NUMBER if is_bank else None


_DIGIT: Final = re.compile(r"\d")
"""Of any script: each of them becomes one of ours."""
_GAP: Final = "[ .-]{0,3}"
"""What people put between the signs of a number."""
_CENTURIES: Final[Mapping[str, int]] = (
    {"+": 1800} | dict.fromkeys("-UVWXY ", 1900) | dict.fromkeys("ABCDEF", 2000)
)
"""By the sign after the date; of 2023's signs all. A blank stands for a dash."""
_CHECKS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_IDENTITY_CODE: Final = re.compile(
    rf"(?<![^\W_])(?=((?:\d{_GAP}){{5}}\d)( ?[-+A-FU-Y] ?| )"
    rf"(\d{_GAP}\d{_GAP}\d)({_GAP}[{_CHECKS}])(?![^\W_]))"
)
"""Looks ahead only, so that a number before it hides none."""
_RUN: Final = re.compile(rf"(?<![^\W_])(?<!\+)\d(?:{_GAP}\d)*(?![^\W_])")
_CARD_BEGINNINGS: Final[Mapping[int, re.Pattern[str]]] = {
    14: re.compile("3(?:0[0-5]|[689])"),
    15: re.compile("3[47]"),
    16: re.compile("4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|6(?:011|4[4-9]|5)|35(?:2[89]|[3-8])|62"),
    19: re.compile("4|62|6(?:011|4[4-9]|5)"),
}
"""Of Visa, Mastercard, American Express, Diners, Discover, JCB and UnionPay, by their lengths."""
_CARD_SHAPES: Final = (
    *((length,) for length in _CARD_BEGINNINGS),
    *((4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 4), (4, 6, 5)),
)
"""How the digits of a card stand on it; a date or the like may follow."""
_REFERENCE: Final = re.compile(r"\d{1,5} (?:\d{5} )*\d{5}")
"""The number of a Finnish bill is written in fives from its end."""
_IBAN_START: Final = re.compile(rf"(?<![^\W_])[A-Z]{_GAP}[A-Z]{_GAP}\d{_GAP}\d")
_IBAN_LENGTHS: Final[Mapping[str, int]] = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FK FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}
"""By the registry of SWIFT."""
_IBANS: Final[Mapping[int, re.Pattern[str]]] = {
    length: re.compile(rf"(?:[0-9A-Z]{_GAP}){{{length - 1}}}[0-9A-Z](?![^\W_])")
    for length in set(_IBAN_LENGTHS.values())
}
_IBAN_PRIME: Final = 97


def _plain(text: str) -> str:
    """Give ASCII digits, capitals, one kind of dash and blank; nothing that is not seen."""
    return "".join(map(_sign, unicodedata.normalize("NFKC", text).upper()))


def _sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    return {"Cf": "", "Mn": "", "Pd": "-", "Zs": " "}.get(kind, "-" if sign == "\u2212" else sign)


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _is_identity_code(found: re.Match[str]) -> bool:
    born, sign, number, check = (str(part) for part in found.groups())
    is_tight = born.isdigit() and number.isdigit() and len(check) == 1
    sign, check, digits = sign.strip() or " ", check[-1], _bare(born)
    # a phone number may be spaced like this too: but for its letter it would be one in 31
    if check.isdigit() and not sign.isalpha() and not (is_tight and sign != " "):
        return False
    is_day = _is_day(digits, _CENTURIES[sign])
    return is_day and _CHECKS[int(digits + _bare(number)) % len(_CHECKS)] == check


def _is_day(digits: str, century: int) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    return True


def _ibans(plain: str) -> Iterator[str]:
    """Give what begins like an account of a country and is as long as they are there."""
    for start in _IBAN_START.finditer(plain):
        length = _IBAN_LENGTHS.get(_bare(start[0])[:2])
        found = _IBANS[length].match(plain, start.start()) if length else None
        if found:
            yield _bare(found[0])


def _is_iban(signs: str) -> bool:
    turned = signs[4:] + signs[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % _IBAN_PRIME == 1


def _cards(plain: str) -> Iterator[str]:
    """Give the digits that stand alone, and those that stand together as on a card."""
    for run in _RUN.findall(plain):
        if not _REFERENCE.fullmatch(run):
            yield _bare(run)
        groups = re.findall(r"\d+", run)
        for place, shape in product(range(len(groups)), _CARD_SHAPES):
            some = groups[place : place + len(shape)]
            if tuple(map(len, some)) == shape:
                yield "".join(some)


def _is_card(digits: str) -> bool:
    begins = _CARD_BEGINNINGS.get(len(digits))
    return bool(begins and begins.match(digits)) and _luhn(digits) % 10 == 0


def _luhn(digits: str) -> int:
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return sum(doubled) + sum(int(digit) for digit in digits[::-2])
