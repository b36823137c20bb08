"""What a spreadsheet makes of numbers that are none: what was lost is not guessed."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from shared.fields.text import signs_of
from shared.sheets.faults import RowFault

_DECIMALS: Final = re.compile(r"\+?\d+[.,]0*")
_EXPONENT: Final = re.compile(r"\+?\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_PHONE_WITHOUT_ZERO: Final = re.compile(r"(?!358)[1-9]\d{6,9}")
_CODE_WITHOUT_ZERO: Final = re.compile(r"\d{1,4}")


def spoilt(field: str, cell: str) -> RowFault | None:
    """Say what became of a phone number or a postal code."""
    looks_wrong = _SPOILT.get(field)
    return looks_wrong("".join(signs_of(cell).split())) if looks_wrong else None


def _phone(number: str) -> RowFault | None:
    return _number(number, _PHONE_WITHOUT_ZERO)


def _postal_code(code: str) -> RowFault | None:
    return _number(code, _CODE_WITHOUT_ZERO)


def _number(text: str, without_zero: re.Pattern[str]) -> RowFault | None:
    if _DECIMALS.fullmatch(text):
        return RowFault.DECIMALS
    if _EXPONENT.fullmatch(text):
        return RowFault.EXPONENT
    return RowFault.ZERO_LOST if without_zero.fullmatch(text) else None


_SPOILT: Final[Mapping[str, Callable[[str], RowFault | None]]] = {
    "phone": _phone,
    "asker_phone": _phone,
    "postal_code": _postal_code,
}
