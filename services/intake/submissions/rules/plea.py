"""What may be asked: every field read, cleaned and either taken or refused by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from services.intake.requests.model import Contact
from services.intake.submissions.model import Plea
from shared.contracts.words import Category, Channel, Language, Urgency
from shared.fields.mail_address import LONGEST as LONGEST_ADDRESS
from shared.fields.mail_address import wrong_mail_address
from shared.fields.phone import international, is_phone, wrong_phone
from shared.fields.postal_code import bare, is_postal_code
from shared.fields.problem import Problem
from shared.fields.text import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    plain,
    wrong_line,
    wrong_name,
    wrong_text,
)
from shared.reach_points import ReachKind, ReachPoint

LONGEST: Final[Mapping[str, int]] = {
    "first_name": LONGEST_NAME,
    "email": LONGEST_ADDRESS,
    "street": LONGEST_LINE,
    "area_note": LONGEST_LINE,
    "text": LONGEST_TEXT,
}
_CODES: Final[Mapping[str, frozenset[str]]] = {
    "category": frozenset(Category),
    "urgency": frozenset(Urgency),
    "language": frozenset(Language),
    "channel": frozenset({Channel.WEB, Channel.REFERRER, Channel.IMPORT}),
}
"""By channel only what may come in through the open door."""
_YES_OR_NO: Final = ("yes", "no")
_WRONG: Final[Mapping[str, Callable[[str], str | None]]] = {
    "first_name": wrong_name,
    "email": wrong_mail_address,
    "street": wrong_line,
    "area_note": wrong_line,
    "text": wrong_text,
}
_IS: Final[Mapping[str, Callable[[str], bool]]] = {"postal_code": is_postal_code}
_REQUIRED: Final = frozenset(
    {"category", "urgency", "postal_code", "language", "phone", "on_behalf"}
)
FIELDS: Final = ("category", "urgency", "postal_code", "street", "area_note", "phone", "language")
"""In the order people meet them."""
ALL_FIELDS: Final = (*FIELDS, "first_name", "email", "text", "on_behalf", "channel")

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Fields as they will be stored, and what is wrong with the others."""

    fields: Mapping[str, str]
    problems: tuple[Problem, ...]


def as_stored(fields: Mapping[str, str]) -> dict[str, str]:
    """Accept any unambiguous way of writing; what is not one stays for the rules to refuse."""
    abroad = international(fields.get("phone_abroad", ""))
    return {
        **fields,
        "phone": international(fields.get("phone", "")),
        "phone_abroad": abroad if is_phone(abroad) else "",
        "postal_code": bare(fields.get("postal_code", "")),
    }


def clean(fields: Mapping[str, str], names: tuple[str, ...] = ALL_FIELDS) -> Cleaned:
    """Read the named fields: NFC, no control characters, known codes, bounded lengths."""
    taken: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        value = plain(fields.get(name, ""))
        code = _problem(name, value, plain(fields.get("phone_abroad", "")))
        if code is not None:
            problems.append(Problem(name, code))
        else:
            taken[name] = value
    return Cleaned(taken, tuple(problems))


def read_plea(
    fields: Mapping[str, str], municipality_of: Callable[[str], str | None]
) -> Plea | tuple[Problem, ...]:
    """Make a plea of raw fields, or say everything that is wrong with them."""
    cleaned = clean({"channel": Channel.WEB, "on_behalf": "no", **fields})
    postal_code = cleaned.fields.get("postal_code")
    municipality = municipality_of(postal_code) if postal_code else None
    if postal_code and municipality is None:
        return (*cleaned.problems, Problem("postal_code", "unknown"))
    if cleaned.problems or municipality is None:
        return cleaned.problems
    return _plea(cleaned.fields, municipality)


def _plea(fields: Mapping[str, str], municipality: str) -> Plea:
    return Plea(
        category=Category(fields["category"]),
        urgency=Urgency(fields["urgency"]),
        postal_code=fields["postal_code"],
        municipality=municipality,
        language=Language(fields["language"]),
        channel=Channel(fields["channel"]),
        on_behalf=fields["on_behalf"] == "yes",
        contact=Contact(
            first_name=fields["first_name"],
            street=fields["street"],
            area_note=fields["area_note"],
            text=fields["text"],
        ),
        reach_points=tuple(
            ReachPoint(kind, fields[kind], Language(fields["language"]))
            for kind in (ReachKind.PHONE, ReachKind.EMAIL)
            if fields[kind]
        ),
    )


def _problem(name: str, value: str, abroad: str) -> str | None:
    if not value:
        return "missing" if name in _REQUIRED else None
    if name == "phone":
        return wrong_phone(value, confirmed=abroad)
    if name in _WRONG:
        return _WRONG[name](value)
    return None if _is_known(name, value) else "invalid"


def _is_known(name: str, value: str) -> bool:
    if name in _CODES:
        return value in _CODES[name]
    if name == "phone_abroad":  # no question of its own
        return True
    return _IS[name](value) if name in _IS else value in _YES_OR_NO
