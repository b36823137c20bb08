"""Who may be asked: the hard rules, in the order in which a refusal is told.

Most rules are traits: something a helper has or has not, and some needs demand. The index keeps
the traits as bits (`packing.py`), made from the same list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from services.matching.domain.helper import Helper, Wanted
from services.matching.domain.places import km_between
from services.matching.domain.words import Category, Language, Reason, Urgency, Vetting


@dataclass(frozen=True, slots=True)
class Trait:
    """Refuses, with this reason, a helper who has not what the need demands."""

    reason: Reason
    has: Callable[[Helper], bool]
    demanded: Callable[[Wanted], bool]


def _category(code: Category) -> Trait:
    return Trait(
        Reason.CATEGORY,
        lambda helper: code in helper.categories,
        lambda need: need.category is code,
    )


def _language(code: Language) -> Trait:
    return Trait(
        Reason.LANGUAGE, lambda helper: code in helper.languages, lambda need: need.language is code
    )


def _vetting(level: Vetting) -> Trait:
    return Trait(
        Reason.VETTING,
        lambda helper: helper.vetting >= level,
        lambda need: need.vetting >= level,
    )


TRAITS: Final = (
    *map(_category, Category),
    *map(_language, Language),
    *(_vetting(level) for level in Vetting if level),
    Trait(Reason.IN_PERSON, lambda helper: helper.in_person, lambda need: not need.remote),
    Trait(Reason.REMOTE, lambda helper: helper.remote, lambda need: need.remote),
    Trait(Reason.OFF_DUTY, lambda helper: helper.on_duty, lambda _: True),
    Trait(Reason.QUIET_HOURS, lambda helper: helper.at_night, lambda need: need.is_quiet),
    Trait(
        Reason.QUIET_HOURS,
        lambda _: False,
        lambda need: need.is_quiet and need.urgency is not Urgency.TODAY,
    ),
)


def why_not(helper: Helper, need: Wanted) -> Reason | None:
    """Give the first rule that forbids to ask this helper about this need; None: they may be."""
    lacking = (trait.reason for trait in TRAITS if trait.demanded(need) and not trait.has(helper))
    refused = (reason for reason, allows in RULES if not allows(helper, need))
    return next(lacking, None) or next(refused, None)


def covers(helper: Helper, need: Wanted) -> bool:
    """Say whether the need lies where the helper goes: within their radius, else in their areas."""
    if helper.radius_km is None or helper.place is None or need.place is None:
        return need.municipality in helper.areas
    return km_between(helper.place, need.place) <= helper.radius_km


def recent_asks(helper: Helper, need: Wanted) -> float:
    """Count the asks a helper has not forgotten yet; one fades while the next one waits."""
    return max(0, helper.rested_at - need.minute) / need.forget_minutes


RULES: Final[tuple[tuple[Reason, Callable[[Helper, Wanted], bool]], ...]] = (
    (Reason.TIME, lambda helper, need: bool(helper.hours & need.hours)),
    (Reason.AREA, covers),
    (Reason.BLOCKED, lambda helper, need: helper.number not in need.blocked),
    (Reason.ASKED_BEFORE, lambda helper, need: helper.number not in need.asked),
    (Reason.AT_WEEKLY_CAP, lambda helper, _: helper.load < helper.weekly_cap),
    (
        Reason.ASKED_ENOUGH,
        lambda helper, need: recent_asks(helper, need) + 1 <= need.most_recent_asks,
    ),
)
"""What depends on two numbers, or on who it is; `FITTING` are those that do not pass."""

MOMENTARY: Final = frozenset(
    {Reason.OFF_DUTY, Reason.QUIET_HOURS, Reason.AT_WEEKLY_CAP, Reason.ASKED_ENOUGH}
)
"""Refusals that pass by themselves: it is worth looking again."""

UNFIT: Final = frozenset(
    {
        Reason.CATEGORY,
        Reason.LANGUAGE,
        Reason.VETTING,
        Reason.IN_PERSON,
        Reason.REMOTE,
        Reason.TIME,
        Reason.AREA,
    }
)
"""Refusals of those who would not fit however free they were."""
