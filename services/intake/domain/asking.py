"""What may be asked: every field read, cleaned and either taken or refused by name."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from services.intake.domain.model import Contact, Plea
from shared.contracts.words import Category, Channel, Language, Urgency

LONGEST: Final[Mapping[str, int]] = {
    "first_name": 80,
    "email": 254,
    "street": 200,
    "area_note": 200,
    "text": 5000,
}
_CODES: Final[Mapping[str, frozenset[str]]] = {
    "category": frozenset(Category),
    "urgency": frozenset(Urgency),
    "language": frozenset(Language),
    "channel": frozenset({Channel.WEB, Channel.REFERRER, Channel.IMPORT}),
}
"""By channel only what may come in through the open door."""
_YES_OR_NO: Final = ("yes", "no")
_POSTAL_CODE: Final = re.compile(r"\d{5}", re.ASCII)
_PHONE: Final = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
_PATTERNS: Final = {"postal_code": _POSTAL_CODE, "phone": _PHONE}
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
# controls, lone surrogates, and what turns the direction of the text around it
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN_OR_LINES: Final = re.compile(rf"{_UNSEEN.pattern}|[\t\n\u2028\u2029]")
_REQUIRED: Final = frozenset(
    {"category", "urgency", "postal_code", "language", "phone", "on_behalf"}
)
FIELDS: Final = ("category", "urgency", "postal_code", "street", "area_note", "phone", "language")
"""In the order people meet them."""
ALL_FIELDS: Final = (*FIELDS, "first_name", "email", "text", "on_behalf", "channel")

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One field cannot be taken; `code` names the reason and its message."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Fields as they will be stored, and what is wrong with the others."""

    fields: Mapping[str, str]
    problems: tuple[Problem, ...]


def clean(fields: Mapping[str, str], names: tuple[str, ...] = ALL_FIELDS) -> Cleaned:
    """Read the named fields: NFC, no control characters, known codes, bounded lengths."""
    taken: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        value = _plain(fields.get(name, ""))
        code = _problem(name, value)
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
            phone=fields["phone"],
            first_name=fields["first_name"],
            email=fields["email"],
            street=fields["street"],
            area_note=fields["area_note"],
            text=fields["text"],
        ),
    )


def _plain(value: str) -> str:
    """Give the text as it is stored: composed letters, one kind of line end."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").strip())


def _problem(name: str, value: str) -> str | None:
    if not value:
        return "missing" if name in _REQUIRED else None
    if name in LONGEST:
        return _text_problem(name, value)
    return None if _is_known(name, value) else "invalid"


def _text_problem(name: str, value: str) -> str | None:
    if len(value) > LONGEST[name]:
        return "long"
    unseen = _UNSEEN if name == "text" else _UNSEEN_OR_LINES
    if unseen.search(value):
        return "characters"
    return "invalid" if name == "email" and not _EMAIL.fullmatch(value) else None


def _is_known(name: str, value: str) -> bool:
    if name in _CODES:
        return value in _CODES[name]
    pattern = _PATTERNS.get(name)
    return value in _YES_OR_NO if pattern is None else pattern.fullmatch(value) is not None
