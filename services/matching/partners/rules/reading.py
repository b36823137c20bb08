"""What members type of their organisation, every field read and taken or refused."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from services.matching.partners.model import Capacity, Facts, OpenHours
from services.matching.partners.rules.capacity import MOST
from services.matching.partners.rules.hours import read_day
from shared.contracts.partner_words import (
    PERHAPS_A_PERSON,
    CapacityPeriod,
    CapacityUnit,
    OrganisationKind,
)
from shared.contracts.words import SPOKEN, ServiceLine
from shared.fields.phone import international, wrong_phone
from shared.fields.problem import Problem
from shared.fields.register_number import register_number, wrong_register_number
from shared.fields.text import LONGEST_LINE, one_line, wrong_line

Typed = Mapping[str, Sequence[str]]
Code = TypeVar("Code", bound=StrEnum)
WEEK: Final = range(7)
ROOMS: Final = ("untold", "none", "some", "unlimited")
"""How much an organisation can give, as it is chosen on the page."""
LONGEST: Final = timedelta(days=730)
"""Nobody knows further ahead."""
_DAY: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.(?:\s*(\d{4}))?", re.ASCII)


def read_facts(typed: Typed, towns: Collection[str]) -> Facts | tuple[Problem, ...]:
    """Make the facts of what was typed, or say everything that is wrong with it."""
    hours = {weekday: read_day(weekday, _first(typed, f"hours_{weekday}")) for weekday in WEEK}
    facts = Facts(
        name=one_line(_first(typed, "name")),
        kind=_one(typed, "kind", OrganisationKind) or OrganisationKind.ASSOCIATION,
        business_id=register_number(_first(typed, "number")),
        lines=_several(typed, "lines", ServiceLine),
        municipalities=tuple(code for code in typed.get("towns", ()) if code in towns),
        languages=tuple(code for code in SPOKEN if code in typed.get("languages", ())),
        hours=tuple(span for day in hours.values() for span in day or ()),
        phone=international(_first(typed, "phone")),
    )
    return tuple(_wrong_facts(facts, hours)) or facts


def read_capacity(
    typed: Typed, lines: Sequence[ServiceLine], today: date
) -> Mapping[ServiceLine, Capacity] | tuple[Problem, ...]:
    """Read how much they can give of each line; nothing of those they leave untold."""
    told: dict[ServiceLine, Capacity] = {}
    wrong: list[Problem] = []
    for line in lines:
        room = _room(typed, line)
        if room not in ROOMS[1:]:
            continue
        read = _read_line(typed, line, room, today)
        if isinstance(read, Capacity):
            told[line] = read
        else:
            wrong += read
    return tuple(wrong) or told


def read_until(typed: str, today: date) -> date | Problem | None:
    """Read a last day: 31.5.2027, or the next 31.5.; None where nothing is typed."""
    text = one_line(typed)
    if not text:
        return None
    found = _DAY.fullmatch(text)
    day = _date(int(found[1]), int(found[2]), found[3], today) if found else _iso(text)
    if day is None:
        return Problem("until", "invalid")
    return day if today <= day <= today + LONGEST else Problem("until", "away")


def _room(typed: Typed, line: ServiceLine) -> str:
    """Give what was chosen; who only types an amount has told it."""
    room = _first(typed, f"room_{line}")
    return "some" if room == ROOMS[0] and _first(typed, f"amount_{line}").strip() else room


def _read_line(
    typed: Typed, line: ServiceLine, room: str, today: date
) -> Capacity | tuple[Problem, ...]:
    until = read_until(_first(typed, f"until_{line}"), today)
    amount = {"none": 0, "unlimited": None}.get(room, _amount(_first(typed, f"amount_{line}")))
    problems = []
    if room == "some" and amount is None:
        problems.append(Problem(f"amount_{line}", "invalid"))
    if isinstance(until, Problem):
        problems.append(Problem(f"until_{line}", until.code))
        return tuple(problems)
    unit = _one(typed, f"unit_{line}", CapacityUnit) or CapacityUnit.PEOPLE
    per = _one(typed, f"per_{line}", CapacityPeriod) or CapacityPeriod.WEEK
    return tuple(problems) or Capacity(amount, unit, per, until)


def _wrong_facts(
    facts: Facts, hours: Mapping[int, tuple[OpenHours, ...] | None]
) -> Iterator[Problem]:
    codes = {
        "name": wrong_line(facts.name, LONGEST_LINE) if facts.name else "missing",
        "number": wrong_register_number(facts.business_id),
        "lines": None if facts.lines else "missing",
        "towns": None if facts.municipalities else "missing",
        "languages": None if facts.languages else "missing",
        **{
            f"hours_{weekday}": None if day is not None else "invalid"
            for weekday, day in hours.items()
        },
        "phone": _wrong_public_phone(facts),
    }
    yield from (Problem(field, code) for field, code in codes.items() if code)


def _wrong_public_phone(facts: Facts) -> str | None:
    if not facts.phone:
        return None
    if facts.kind in PERHAPS_A_PERSON:
        return "private"
    return wrong_phone(facts.phone, facts.phone)


def _amount(typed: str) -> int | None:
    digits = typed.replace(" ", "").replace("\u00a0", "")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST))
    return int(digits) if is_number and int(digits) <= MOST else None


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    try:
        if year:
            return date(int(year), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _one(typed: Typed, name: str, codes: type[Code]) -> Code | None:
    given = _first(typed, name)
    return next((code for code in codes if code == given), None)


def _several(typed: Typed, name: str, codes: type[Code]) -> tuple[Code, ...]:
    given = typed.get(name, ())
    return tuple(code for code in codes if code in given)
