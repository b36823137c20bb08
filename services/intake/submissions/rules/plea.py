"""What may be asked: every field read, cleaned and either taken or refused by name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from services.intake.requests.model import Circumstances, Contact, Relation
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.needs import MOST_BESIDE, chosen_in, in_order
from services.intake.submissions.rules.ways import is_on_behalf, reach_points_of, wrong_between
from shared.contracts.words import OFFERED, Category, Channel, Language, Urgency
from shared.fields.mail_address import LONGEST as LONGEST_ADDRESS
from shared.fields.mail_address import mail_address, wrong_mail_address
from shared.fields.phone import international, is_phone, wrong_phone
from shared.fields.postal_code import as_postal_code, is_postal_code
from shared.fields.problem import Problem, too_long
from shared.fields.text import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    one_line,
    plain,
    wrong_line,
    wrong_name,
    wrong_text,
)

LONGEST: Final[Mapping[str, int]] = {
    "first_name": LONGEST_NAME,
    "asker_name": LONGEST_NAME,
    "email": LONGEST_ADDRESS,
    "asker_email": LONGEST_ADDRESS,
    "ask_at": LONGEST_LINE,
    "street": LONGEST_LINE,
    "area_note": LONGEST_LINE,
    "text": LONGEST_TEXT,
}
_CODES: Final[Mapping[str, frozenset[str]]] = {
    "category": frozenset(Category),
    "urgency": frozenset(Urgency),
    "language": frozenset(OFFERED),
    "channel": frozenset({Channel.WEB, Channel.REFERRER, Channel.IMPORT}),
    "relation": frozenset(Relation),
}
"""By channel only what may come in through the open door."""
_YES_OR_NO: Final = ("yes", "no")
_WRONG: Final[Mapping[str, Callable[[str], str | None]]] = {
    "first_name": wrong_name,
    "asker_name": wrong_name,
    "email": wrong_mail_address,
    "asker_email": wrong_mail_address,
    "ask_at": wrong_line,
    "street": wrong_line,
    "area_note": wrong_line,
    "text": wrong_text,
}
_READ: Final[Mapping[str, Callable[[str], str]]] = {
    "text": plain,
    "email": mail_address,
    "asker_email": mail_address,
}
"""The others are lines."""
_CODE: Final = re.compile(r"[a-z_]{1,40}")
_IS: Final[Mapping[str, Callable[[str], bool]]] = {
    "postal_code": is_postal_code,
    "payment": lambda code: _CODE.fullmatch(code) is not None,
    "also": lambda codes: {*codes.split()} <= {*Category},
}
_REQUIRED: Final = frozenset({"category", "urgency", "postal_code", "language", "on_behalf"})
_UNSAID: Final = {
    "channel": Channel.WEB.value,
    "on_behalf": "no",
    "may_ring": "yes",
    "may_write": "yes",
}
"""Of a client that does not ask: who gave a number or an address was rung and written to."""
SAFE: Final = ("may_ring", "may_text", "may_leave_message", "may_write")
"""What is safe where the helped person is reached."""
PAID: Final = frozenset({Category.GROCERIES, Category.PHARMACY})
"""Errands at a till: only there it is asked how to pay."""
AGE_MATTERS: Final = frozenset(
    {
        Category.FAMILY_SUPPORT,
        Category.YOUTH_WORK,
        Category.PHONE_COMPANY,
        Category.OUTDOOR_COMPANY,
        Category.EXERCISE,
    }
)
"""Needs that bring a helper and a child together: only there it is asked who is under 18."""
PHONES: Final = ("phone", "asker_phone")
FIELDS: Final = ("category", "urgency", "postal_code", "street", "area_note", "phone", "language")
"""In the order people meet them."""
ALL_FIELDS: Final = (
    *FIELDS,
    *("first_name", "email", "ask_at", "text", "on_behalf", "channel"),
    *("asker_name", "asker_phone", "asker_email", "relation", "consent"),
    *SAFE,
    *("address_secret", "under_18", "payment", "also", "may_be_referred"),
)

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Fields as they will be stored, and what is wrong with the others."""

    fields: Mapping[str, str]
    problems: tuple[Problem, ...]


def as_stored(fields: Mapping[str, str]) -> dict[str, str]:
    """Accept any unambiguous way of writing; what is not one stays for the rules to refuse."""
    main, *beside = in_order(chosen_in(fields)) or ("",)
    needs = {"category": main, "also": " ".join(beside)}
    stored = {**fields, **needs, "postal_code": as_postal_code(fields.get("postal_code", ""))}
    for name in PHONES:
        abroad = international(fields.get(f"{name}_abroad", ""))
        stored[name] = international(fields.get(name, ""))
        stored[f"{name}_abroad"] = abroad if is_phone(abroad) else ""
    return stored


def clean(fields: Mapping[str, str], names: tuple[str, ...] = ALL_FIELDS) -> Cleaned:
    """Read the named fields: what is seen of them, known codes, bounded lengths."""
    taken: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        typed = fields.get(name)
        value = _READ.get(name, one_line)(typed) if typed else ""
        abroad = one_line(fields.get(f"{name}_abroad", "")) if name in PHONES else ""
        code = _problem(name, value, abroad)
        if code is not None:
            is_long = code == "long"
            problems.append(
                too_long(name, value, LONGEST[name]) if is_long else Problem(name, code)
            )
        else:
            taken[name] = value
    return Cleaned(taken, tuple(problems))


def read_plea(
    fields: Mapping[str, str], municipality_of: Callable[[str], str | None]
) -> Plea | tuple[Problem, ...]:
    """Make a plea of raw fields, or say everything that is wrong with them."""
    cleaned = clean({**_UNSAID, **fields})
    postal_code = cleaned.fields.get("postal_code")
    municipality = municipality_of(postal_code) if postal_code else None
    if postal_code and municipality is None:
        return (*cleaned.problems, Problem("postal_code", "unknown"))
    problems = (*cleaned.problems, *wrong_together({**fields, **cleaned.fields}))
    if problems or municipality is None:
        return problems
    return _plea(cleaned.fields, municipality)


def wrong_together(fields: Mapping[str, str]) -> tuple[Problem, ...]:
    """Say what is wrong in view of all fields: too many needs, or nobody who can be reached."""
    is_many = len(chosen_in(fields)) > 1 + MOST_BESIDE
    return (*((Problem("category", "many"),) if is_many else ()), *wrong_between(fields))


def _plea(fields: Mapping[str, str], municipality: str) -> Plea:
    on_behalf, known = is_on_behalf(fields), _circumstances(fields)
    return Plea(
        category=Category(fields["category"]),
        urgency=Urgency(fields["urgency"]),
        postal_code=fields["postal_code"],
        municipality=municipality,
        language=Language(fields["language"]),
        channel=Channel(fields["channel"]),
        on_behalf=on_behalf,
        contact=Contact(
            first_name=fields["first_name"],
            asker_name=fields["asker_name"] if on_behalf else "",
            street=with_place(fields) if known.address_secret else fields["street"],
            area_note=fields["area_note"],
            text=fields["text"],
        ),
        reach_points=reach_points_of(fields),
        circumstances=known,
        also=tuple(map(Category, fields["also"].split())),
        may_be_referred=_said(fields["may_be_referred"]) or False,
    )


def with_place(fields: Mapping[str, str]) -> str:
    """Give the street with the postal code, which is sealed with it where the place is secret."""
    return ", ".join(filter(None, (fields["street"], fields["postal_code"])))


def _circumstances(fields: Mapping[str, str]) -> Circumstances:
    return Circumstances(
        relation=Relation(fields["relation"]) if is_on_behalf(fields) else None,
        address_secret=_said(fields["address_secret"]) or False,
        under_18=_said(fields["under_18"]),
        payment="" if PAID.isdisjoint(chosen_in(fields)) else fields["payment"],
    )


def _said(answer: str) -> bool | None:
    return answer == "yes" if answer else None


def _problem(name: str, value: str, abroad: str) -> str | None:
    if not value:
        return "missing" if name in _REQUIRED else None
    if name in PHONES:
        return wrong_phone(value, confirmed=abroad)
    if name in _WRONG:
        return _WRONG[name](value)
    return None if _is_known(name, value) else "invalid"


def _is_known(name: str, value: str) -> bool:
    if name in _CODES:
        return value in _CODES[name]
    if name.endswith("_abroad"):  # no question of its own
        return True
    return _IS[name](value) if name in _IS else value in _YES_OR_NO
