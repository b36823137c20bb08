"""What people type, in the form that is stored: phone numbers in E.164, postal codes bare."""

from collections.abc import Mapping

import phonenumbers
from fastapi import Request

HOME = "FI"
_NOT_A_NUMBER = "?"


def as_stored(fields: Mapping[str, str]) -> dict[str, str]:
    """Accept any unambiguous way of writing; what is not one stays for the rules to refuse."""
    return {
        **fields,
        "phone": international(fields.get("phone", "")),
        "postal_code": "".join(fields.get("postal_code", "").split()),
    }


def international(text: str) -> str:
    """Give a number as E.164: 040 123 4567 is +358401234567."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return _NOT_A_NUMBER
    if not phonenumbers.is_possible_number(number):
        return _NOT_A_NUMBER
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable(phone: str) -> str:
    """Write a stored number with spaces; home numbers as they are dialled at home."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    is_home = phonenumbers.region_code_for_country_code(number.country_code or 0) == HOME
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if is_home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(number, style)


async def typed_in(request: Request) -> dict[str, str]:
    """Read a submitted form; files and repeated fields are nobody's answer."""
    async with request.form(max_files=0, max_fields=40) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
