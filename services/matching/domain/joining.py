"""What a volunteer may fill in: every field read, cleaned, and either taken or refused by name."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from services.matching.domain.model import Contact, Offer, SignUp
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category, Language

NEAR_KM: Final = 40.0
"""How far away a municipality may lie and still be offered as a neighbour."""
LOWEST_CAP, HIGHEST_CAP, USUAL_CAP = 1, 7, 2


_LONGEST_NAME: Final = 80
_LONGEST_EMAIL: Final = 254
_EMAIL: Final = re.compile(
    r"(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9\u00a1-\uffff-]+(?:\.[A-Za-z0-9\u00a1-\uffff-]+)*\.[A-Za-z\u00a1-\uffff-]{2,}"
)
_PHONE: Final = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

Fields = Mapping[str, Sequence[str]]
Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One field cannot be taken; `code` names the reason and its message."""

    field: str
    code: str


def read_sign_up(
    fields: Fields, home: str, neighbours: Collection[str], language: Language
) -> SignUp | tuple[Problem, ...]:
    """Make a sign-up of raw fields, or say everything that is wrong, in the page's order.

    `home` is the volunteer's own municipality, by their postal code; `neighbours` are the others
    they may choose; `language` is that of the page.
    """
    contact = Contact(
        name=_text(fields, "name"), email=_text(fields, "email"), phone=_text(fields, "phone")
    )
    offer = Offer(
        language=language,
        postal_code=_text(fields, "postal_code"),
        municipality=home,
        areas=(home, *sorted(set(fields.get("areas", ())) & set(neighbours) - {home})),
        languages=_codes(fields, "languages", Language),
        categories=tuple(
            code for code in _codes(fields, "categories", Category) if code in VOLUNTEER_CATEGORIES
        ),
        weekly_cap=_cap(_text(fields, "weekly_cap")),
    )
    problems = _problems(contact, offer, consents=_text(fields, "consent") == "yes")
    return problems or SignUp(contact, offer)


def _problems(contact: Contact, offer: Offer, *, consents: bool) -> tuple[Problem, ...]:
    codes = {
        "categories": None if offer.categories else "missing",
        "languages": None if offer.languages else "missing",
        "weekly_cap": None if offer.weekly_cap else "invalid",
        "name": _wrong_name(contact.name),
        "email": _wrong_email(contact.email),
        "phone": _wrong_phone(contact.phone),
        "consent": None if consents else "missing",
    }
    return tuple(Problem(field, code) for field, code in codes.items() if code)


def is_email(text: str) -> bool:
    """Say whether a text is exactly one plain mail address."""
    return len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def same_address(email: str) -> str:
    """Give what two spellings of one address have in common."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def _text(fields: Fields, name: str) -> str:
    value = next(iter(fields.get(name, ())), "")
    return " ".join(unicodedata.normalize("NFC", value).split())


def _codes(fields: Fields, name: str, kind: type[Code]) -> tuple[Code, ...]:
    given = set(fields.get(name, ()))
    return tuple(code for code in kind if code in given)


def _cap(text: str) -> int:
    """Read the number of tasks a week; 0 when it is not one we offer."""
    known = {str(number): number for number in range(LOWEST_CAP, HIGHEST_CAP + 1)}
    return known.get(text, 0)


def _wrong_name(name: str) -> str | None:
    if not name:
        return "missing"
    if len(name) > _LONGEST_NAME:
        return "long"
    return "invalid" if any(unicodedata.category(sign) in _UNSEEN for sign in name) else None


def _wrong_email(email: str) -> str | None:
    if not email:
        return "missing"
    return None if is_email(email) else "invalid"


def _wrong_phone(phone: str) -> str | None:
    return "invalid" if phone and _PHONE.fullmatch(phone) is None else None
