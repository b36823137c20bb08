"""One time that something was done, as a form or a row of a file says it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from services.matching.activities.model import Bounds, Done
from services.matching.programme.model import Planned
from services.matching.programme.rules.links import read_link
from services.matching.programme.rules.typed import Typed
from shared.contracts.activity_words import AgeBand
from shared.contracts.words import Basis
from shared.fields.minutes import DAY, written_minutes
from shared.fields.problem import Problem

MOST_PEOPLE: Final = 100_000
MOST_WORK: Final = 100_000
"""Minutes of all helpers together."""
AGE: Final = "age_"
"""How the fields of ages begin."""


def read_done(fields: Mapping[str, str], bounds: Bounds) -> Done | tuple[Problem, ...]:
    """Read it, or say of every field what is wrong with it."""
    typed = Typed(fields)
    headcount = typed.needed_number("headcount", 1, MOST_PEOPLE)
    done = Done(
        title=typed.title(),
        service_line=typed.choice("service_line", bounds.lines),
        municipality=typed.choice("municipality", bounds.municipalities),
        occurred_on=_day(typed, bounds),
        minutes=typed.needed_minutes("minutes", DAY),
        headcount=headcount,
        basis=typed.code("basis", Basis, Basis.COUNTED),
        ages=_ages(typed, headcount),
        volunteer_minutes=typed.minutes("volunteer_minutes", MOST_WORK),
        staff_minutes=typed.minutes("staff_minutes", MOST_WORK),
        evidence=read_link(typed, "evidence"),
    )
    return tuple(typed.problems) or done


def as_typed(done: Done) -> dict[str, str]:
    """Write it as the form's fields, so that it is read again as it is."""
    work = {"volunteer_minutes": done.volunteer_minutes, "staff_minutes": done.staff_minutes}
    return {
        "title": done.title,
        "service_line": done.service_line,
        "municipality": done.municipality,
        "occurred_on": done.occurred_on.isoformat(),
        "minutes": written_minutes(done.minutes),
        "headcount": str(done.headcount),
        "basis": done.basis,
        "evidence": done.evidence,
        **{f"{AGE}{band}": str(count) for band, count in done.ages.items()},
        **{name: written_minutes(each) for name, each in work.items() if each is not None},
    }


def again(done: Done, bounds: Bounds) -> dict[str, str]:
    """Give what a repeat of it begins with: today, and how many came is asked anew."""
    asked_anew = {"headcount": "", "evidence": "", "occurred_on": bounds.today.isoformat()}
    same = as_typed(done) | asked_anew
    return {name: value for name, value in same.items() if not name.startswith(AGE)}


def as_planned(planned: Planned) -> dict[str, str]:
    """Give what is known of something that was planned; how many came is asked."""
    plan = planned.plan
    return {
        "plan": str(planned.id),
        "title": plan.title,
        "service_line": plan.service_line,
        "municipality": plan.municipality,
        "occurred_on": planned.day.isoformat(),
        "minutes": written_minutes(plan.minutes),
    }


def _day(typed: Typed, bounds: Bounds) -> date:
    day = typed.day("occurred_on")
    if day is None:
        return bounds.today
    is_early, is_late = day < bounds.first_day, day > bounds.today
    typed.refuse("occurred_on", "early" if is_early else "future" if is_late else None)
    return day


def _ages(typed: Typed, headcount: int) -> dict[AgeBand, int]:
    """Read those that are known; the ages of a line of people are mostly not."""
    counts = {band: typed.number(f"{AGE}{band}", 0, MOST_PEOPLE) for band in AgeBand}
    known = {band: count for band, count in counts.items() if count is not None}
    is_known = not any(each.field == "headcount" for each in typed.problems)
    typed.refuse("ages", "sum" if is_known and sum(known.values()) > headcount else None)
    return known
