"""What people type, in the form that is stored: phone numbers in E.164, postal codes bare."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import phonenumbers
from fastapi import Request

HOME = "FI"
_NOT_A_NUMBER = "?"


async def typed_in(request: Request) -> Mapping[str, Sequence[str]]:
    """Read a submitted form; a field may come several times, files are nobody's answer."""
    fields: dict[str, list[str]] = defaultdict(list)
    async with request.form(max_files=0, max_fields=80) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name].append(value)
    return dict(fields)


def bare_postal_code(text: str) -> str:
    """Take the spaces out."""
    return "".join(text.split())


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
