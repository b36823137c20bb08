"""What a coordinator must say of a round before anybody is rung."""

from collections.abc import Mapping
from typing import Final

from services.intake.call_rounds.model import Basis, Plan, Segment, Source
from shared.contracts.words import Category, Language
from shared.fields.problem import Problem, too_long
from shared.fields.text import plain

DAYS: Final = (3, 7, 14, 30)
"""So long a round may go on."""
HOURS: Final = (2, 4, 24, 48)
SINCE: Final = (7, 14, 30, 90)
LONGEST: Final = {"title": 80, "purpose": 500, "whence": 200}
_USUAL_DAYS: Final = 7
_USUAL_HOURS: Final = 4
_USUAL_SINCE: Final = 30
_AREA_DIGITS: Final = 5


def read_plan(typed: Mapping[str, str], source: Source) -> Plan | tuple[Problem, ...]:
    """Read what was said, or say what is missing; where own requests are from needs no words."""
    said = {name: plain(typed.get(name, "")) for name in LONGEST}
    needed = LONGEST if source is Source.GIVEN else ("title", "purpose")
    basis = next((each for each in Basis if each == typed.get("basis")), None)
    problems = [Problem(name, "missing") for name in needed if not said[name]]
    problems += [
        too_long(name, said[name], longest)
        for name, longest in LONGEST.items()
        if len(said[name]) > longest
    ]
    if not basis:
        problems.append(Problem("basis", "missing"))
    if problems or not basis:
        return tuple(problems)
    days = one_of(DAYS, typed.get("days", ""), _USUAL_DAYS)
    hours = one_of(HOURS, typed.get("again_hours", ""), _USUAL_HOURS)
    return Plan(said["title"], said["purpose"], basis, said["whence"], days, hours)


def read_segment(typed: Mapping[str, str], is_municipality: Mapping[str, object]) -> Segment:
    """Read whom of those who asked a round is for; what was not offered narrows nothing."""
    municipality = typed.get("municipality", "")
    area = typed.get("area", "").strip()[:_AREA_DIGITS]
    return Segment(
        days=one_of(SINCE, typed.get("since", ""), _USUAL_SINCE),
        municipality=municipality if municipality in is_municipality else None,
        area=area if area.isascii() and area.isdigit() else "",
        category=next((each for each in Category if each == typed.get("category")), None),
        language=next((each for each in Language if each == typed.get("language")), None),
        adults=typed.get("adults") == "yes",
    )


def one_of(offered: tuple[int, ...], typed: str, usual: int) -> int:
    """Give what was chosen of what is offered; else what is usual."""
    return next((each for each in offered if str(each) == typed), usual)
