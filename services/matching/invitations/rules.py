"""A row of a list, every field read and taken or refused."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from services.matching.invitations.model import Invited
from shared.contracts.words import OFFERED, SPOKEN, VOLUNTEER_CATEGORIES, Category, Language
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.fields.phone import international, wrong_phone
from shared.fields.postal_code import as_postal_code
from shared.fields.problem import Problem
from shared.fields.text import one_line, wrong_name

Row = Mapping[str, Sequence[str]]
Code = TypeVar("Code", bound=StrEnum)
CodeOf = Callable[[str], str | None]
_CAPS: Final = frozenset("1234567")


def read_row(row: Row, area_of: CodeOf, home_of: CodeOf) -> Invited | tuple[Problem, ...]:
    """Make an invitation of a row, or say everything that is wrong with it.

    Only whose list it is and the mail address are needed. `area_of` gives the municipality that is
    called so, `home_of` the one of a postal code.
    """
    languages = _codes(row, "languages", SPOKEN)
    named = {name: area_of(name) for name in row.get("areas", ())}
    invited = Invited(
        organisation=_text(row, "organisation"),
        email=mail_address(_text(row, "email")),
        language=_language(row, languages),
        name=_text(row, "name"),
        phone=international(_text(row, "phone")),
        postal_code=as_postal_code(_text(row, "postal_code")),
        areas=tuple(dict.fromkeys(code for code in named.values() if code)),
        categories=_codes(row, "categories", _OF_VOLUNTEERS),
        languages=languages,
        weekly_cap=_text(row, "weekly_cap"),
    )
    is_placed = not invited.postal_code or home_of(invited.postal_code) is not None
    return _problems(invited, is_placed=is_placed, is_named=None not in named.values()) or invited


def _problems(invited: Invited, *, is_placed: bool, is_named: bool) -> tuple[Problem, ...]:
    codes = {
        "organisation": _wrong_organisation(invited.organisation),
        "email": _wrong_address(invited.email),
        "name": wrong_name(invited.name),
        "phone": wrong_phone(invited.phone, invited.phone) if invited.phone else None,
        "postal_code": None if is_placed else "unknown",
        "areas": None if is_named else "unknown",
        "weekly_cap": None if invited.weekly_cap in {"", *_CAPS} else "invalid",
    }
    return tuple(Problem(field, code) for field, code in codes.items() if code)


def _wrong_organisation(name: str) -> str | None:
    """Refuse what is no name: it stands in a letter to somebody who never wrote to us."""
    if not name:
        return "missing"
    return "invalid" if {*"@/\\<>"} & set(name) else wrong_name(name)


def _wrong_address(email: str) -> str | None:
    if not email:
        return "missing"
    return "invalid" if wrong_mail_address(email) else None


def _language(row: Row, spoken: Sequence[Language]) -> Language:
    """Write as they wish, else as they speak."""
    return next(iter((*_codes(row, "language", OFFERED), *spoken)), Language.FINNISH)


_OF_VOLUNTEERS: Final = tuple(code for code in Category if code in VOLUNTEER_CATEGORIES)


def _codes(row: Row, name: str, known: Sequence[Code]) -> tuple[Code, ...]:
    given = row.get(name, ())
    return tuple(code for code in known if code in given)


def _text(row: Row, name: str) -> str:
    return one_line(next(iter(row.get(name, ())), ""))
