"""How common each trait is: the one table behind every made-up town.

Assumed, not measured: levels of the figures depend on it, the order of the policies hardly does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from services.matching.engine.model import ALWAYS, Vetting, by_urgency
from shared.contracts.words import Category, Language, Urgency

RURAL: Final = 0.25
"""Who lives outside the town proper."""
RURAL_KM: Final = 12.0
TOWN_KM_PER_ROOT: Final = 0.012
"""Half a town's breadth for each square root of its people: 2.7 km in Mikkeli."""


def hours_where(is_free: Callable[[int, int], bool]) -> int:
    """Give the hours of the week, as bits, for which this holds of day and hour."""
    return sum(
        1 << (day * 24 + hour) for day in range(7) for hour in range(24) if is_free(day, hour)
    )


_SATURDAY: Final = 5

HOURS: Final[Mapping[int, float]] = MappingProxyType(
    {
        ALWAYS: 0.15,
        hours_where(lambda _, hour: 8 <= hour < 21): 0.35,  # noqa: PLR2004  # hours of a day
        hours_where(lambda day, hour: day >= _SATURDAY or 16 <= hour < 21): 0.35,  # noqa: PLR2004
        hours_where(lambda day, hour: day < _SATURDAY and 8 <= hour < 16): 0.15,  # noqa: PLR2004
    }
)
"""When volunteers are free."""
RADIUS_KM: Final[Mapping[int | None, float]] = MappingProxyType(
    {5: 0.16, 10: 0.40, 20: 0.22, 40: 0.02, None: 0.20}
)
"""How far they go (the mix of match4healthcare); None: in their own municipality."""
WEEKLY_CAP: Final[Mapping[int, float]] = MappingProxyType({1: 0.3, 2: 0.4, 3: 0.3})
VETTING: Final[Mapping[Vetting, float]] = MappingProxyType(
    {Vetting.NONE: 0.6, Vetting.INTERVIEWED: 0.3, Vetting.CHECKED: 0.1}
)
SPOKEN: Final[Mapping[Language, float]] = MappingProxyType(
    {Language.FINNISH: 0.98, Language.SWEDISH: 0.1, Language.ENGLISH: 0.5}
)
WILLING: Final[Mapping[Category, float]] = MappingProxyType(
    {
        Category.GROCERIES: 0.28,
        Category.PHARMACY: 0.2,
        Category.FOOD_AID: 0.15,
        Category.SUPPLIES: 0.15,
        Category.ERRAND_OTHER: 0.2,
        Category.PET_CARE: 0.13,
        Category.PHONE_COMPANY: 0.15,
        Category.DIGITAL_SUPPORT: 0.1,
        Category.OUTDOOR_COMPANY: 0.18,
        Category.EXERCISE: 0.1,
        Category.CARER_RELIEF: 0.05,
        Category.CULTURE_CREATIVE: 0.08,
        Category.ADVICE: 0.08,
        Category.TRANSPORT: 0.1,
    }
)
"""Which share of the volunteers does what."""
ON_DUTY: Final = 0.6
"""Who is not muted (of 600,000 approved NHS Volunteer Responders 360,000 were ever on duty)."""
REMOTE: Final = 0.6
IN_PERSON: Final = 0.92

URGENCY: Final[Mapping[Urgency, float]] = by_urgency(0.25, 0.35, 0.25, 0.15)
DEADLINE_MINUTES: Final[Mapping[Urgency, int]] = by_urgency(2 * 60, 12 * 60, 48 * 60, 7 * 24 * 60)
"""When a request goes to the coordinator as unmatched (product.md)."""
SPAN_HOURS: Final[Mapping[Urgency, int]] = by_urgency(24, 48, 168, 168)
"""When the help can be given, from the request on."""
ASKED_FOR: Final[Mapping[Category, float]] = MappingProxyType(
    {
        Category.GROCERIES: 0.3,
        Category.PHARMACY: 0.1,
        Category.FOOD_AID: 0.04,
        Category.SUPPLIES: 0.04,
        Category.ERRAND_OTHER: 0.1,
        Category.PET_CARE: 0.03,
        Category.PHONE_COMPANY: 0.12,
        Category.DIGITAL_SUPPORT: 0.07,
        Category.OUTDOOR_COMPANY: 0.08,
        Category.EXERCISE: 0.02,
        Category.CARER_RELIEF: 0.02,
        Category.CULTURE_CREATIVE: 0.01,
        Category.ADVICE: 0.02,
        Category.TRANSPORT: 0.05,
    }
)
LANGUAGE: Final[Mapping[Language, float]] = MappingProxyType(
    {Language.FINNISH: 0.94, Language.SWEDISH: 0.02, Language.ENGLISH: 0.04}
)
VETTED: Final[Mapping[Vetting, float]] = MappingProxyType(
    {Vetting.NONE: 0.85, Vetting.INTERVIEWED: 0.13, Vetting.CHECKED: 0.02}
)
"""What the requests demand."""
RHYTHM: Final = (
    *(1, 1, 1, 1, 1, 2, 4, 8, 18, 24, 24, 22),
    *(20, 18, 18, 18, 16, 14, 12, 10, 8, 5, 3, 2),
)
"""How many requests come in each hour of the day, as parts."""


@dataclass(frozen=True, slots=True)
class History:
    """What a volunteer was asked before the simulation begins: the network is some months old."""

    new: float = 0.3
    """Who was never asked."""
    most_asked: int = 15


HISTORY: Final = History()
