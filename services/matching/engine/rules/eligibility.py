"""Who may be asked: the hard rules.

Most rules are traits: something a helper has or has not, and some needs demand. The index keeps
the traits as bits (`packing.py`), made from the same list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from services.matching.engine.model import (
    Helper,
    Reason,
    Vetting,
    Wanted,
    km_between,
)
from services.matching.engine.rules.week_limits import ROOM, Rules
from shared.contracts.words import SPOKEN, Category, Language, Urgency


@dataclass(frozen=True, slots=True)
class Trait:
    """Refuses, with this reason, a helper who lacks what the need demands."""

    reason: Reason
    has: Callable[[Helper], bool]
    demanded: Callable[[Wanted], bool]

    def refuses(self, helper: Helper, need: Wanted) -> bool:
        """Say whether the need demands what the helper lacks."""
        return self.demanded(need) and not self.has(helper)


def _category(code: Category) -> Trait:
    return Trait(
        Reason.CATEGORY,
        lambda helper: code in helper.categories,
        lambda need: need.category is code or code in need.also,
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
    *map(_language, SPOKEN),
    *(_vetting(level) for level in Vetting if level),
    Trait(Reason.IN_PERSON, lambda helper: helper.in_person, lambda need: not need.remote),
    Trait(
        Reason.REMOTE,
        lambda helper: helper.remote,
        lambda need: need.remote or need.partly_remote,
    ),
    Trait(Reason.OFF_DUTY, lambda helper: helper.on_duty, lambda _: True),
    Trait(Reason.QUIET_HOURS, lambda helper: helper.at_night, lambda need: need.is_quiet),
    Trait(
        Reason.QUIET_HOURS,
        lambda _: False,
        lambda need: need.is_quiet and need.urgency is not Urgency.TODAY,
    ),
)


def covers(helper: Helper, need: Wanted) -> bool:
    """Say whether the need lies where the helper goes: within their radius, else in their areas.

    A search that was widened reaches a little further, where both places are known.
    """
    if helper.place is None or need.place is None:
        return need.municipality in helper.areas
    km = km_between(helper.place, need.place)
    if helper.radius_km is None:
        return need.municipality in helper.areas or km < need.wider_km
    return km <= helper.radius_km + need.wider_km


PLACE_AND_TIME: Final[Rules] = (
    (Reason.TIME, lambda helper, need: bool(helper.hours & need.hours)),
    (Reason.AREA, covers),
)
PERSONAL: Final[Rules] = (
    (Reason.BLOCKED, lambda helper, need: helper.number not in need.blocked),
    (Reason.ASKED_BEFORE, lambda helper, need: helper.number not in need.asked),
)

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

LASTING: Final = tuple(trait for trait in TRAITS if trait.reason not in MOMENTARY)
PASSING: Final = tuple(trait for trait in TRAITS if trait.reason in MOMENTARY)


def refusals(helper: Helper, need: Wanted) -> Iterator[Reason]:
    """Give every rule that forbids to ask this helper about this need.

    What never passes is told before what passes by itself, so that whoever is counted as off duty
    or at their cap could be asked at another time.
    """
    return chain(
        (trait.reason for trait in LASTING if trait.refuses(helper, need)),
        (reason for reason, allows in (*PLACE_AND_TIME, *PERSONAL) if not allows(helper, need)),
        (trait.reason for trait in PASSING if trait.refuses(helper, need)),
        (reason for reason, allows in ROOM if not allows(helper, need)),
    )


def why_not(helper: Helper, need: Wanted) -> Reason | None:
    """Give the first rule that forbids to ask this helper; None: they may be asked."""
    return next(refusals(helper, need), None)


REMOTE_CATEGORIES: Final = frozenset({Category.PHONE_COMPANY})
"""What is done without meeting; still by people of the same area, who may meet one day."""
