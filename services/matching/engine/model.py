"""Where and when people can help, and what the engine knows of them: nothing that names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from types import MappingProxyType
from typing import Final, TypeVar

from shared.contracts.words import Category, Language, Urgency


class Vetting(IntEnum):
    """How well a volunteer is known; a task demands a level or a higher one."""

    NONE = 0
    INTERVIEWED = 1
    CHECKED = 2
    """Also the check for work with minors (law 148/2014) is on record."""


class Reason(StrEnum):
    """Why a volunteer is not asked."""

    CATEGORY = "category"
    LANGUAGE = "language"
    VETTING = "vetting"
    IN_PERSON = "in_person"
    REMOTE = "remote"
    OFF_DUTY = "off_duty"
    QUIET_HOURS = "quiet_hours"
    TIME = "time"
    AREA = "area"
    BLOCKED = "blocked"
    ASKED_BEFORE = "asked_before"
    AT_WEEKLY_CAP = "at_weekly_cap"
    ASKED_ENOUGH = "asked_enough"


Number = TypeVar("Number", int, float)


def by_urgency(
    today: Number, two_days: Number, week: Number, later: Number
) -> Mapping[Urgency, Number]:
    """Give a value for each urgency."""
    return MappingProxyType(dict(zip(Urgency, (today, two_days, week, later), strict=True)))


EARTH_KM: Final = 6371.0088
"""Mean radius of the Earth."""


UNKNOWN_KM: Final = 30.0
"""How far apart two people count as when the place of one is not known."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the Earth as a vector of length one: distances then need no trigonometry."""

    x: float
    y: float
    z: float

    @classmethod
    def at(cls, latitude: float, longitude: float) -> "Place":
        """Give the point at these degrees (WGS 84)."""
        north, east = radians(latitude), radians(longitude)
        return cls(cos(north) * cos(east), cos(north) * sin(east), sin(north))

    def degrees(self) -> tuple[float, float]:
        """Give latitude and longitude back."""
        return degrees(asin(self.z)), degrees(atan2(self.y, self.x))


def km_between(a: Place | None, b: Place | None) -> float:
    """Give the straight line through the Earth: at 300 km 0.01 % shorter than over its surface."""
    if a is None or b is None:
        return UNKNOWN_KM
    x, y, z = a.x - b.x, a.y - b.y, a.z - b.z
    # Not `** 2`: it may differ from the arrays' product in the last digit.
    return EARTH_KM * sqrt(x * x + y * y + z * z)


WEEK_HOURS: Final = 168


ALWAYS: Final = (1 << WEEK_HOURS) - 1
"""Every hour of the week; bit 0 is the hour after midnight on Monday, local time."""


_HOUR: Final = timedelta(hours=1)


_DAY_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour of the evening until one of the morning, local time."""

    start: int = 21
    end: int = 8

    def __post_init__(self) -> None:
        """Refuse hours that are not an evening and a morning."""
        if not 0 < self.end < self.start < _DAY_HOURS:
            raise ValueError

    def cover(self, local: datetime) -> bool:
        """Say whether it is now too late or too early to disturb."""
        return local.hour >= self.start or local.hour < self.end

    def over_in(self, local: datetime) -> timedelta:
        """Say how long it is until the morning, also in a night in which clocks are changed."""
        morning = local.replace(hour=self.end, minute=0, second=0, microsecond=0, fold=0)
        if morning <= local:
            morning += timedelta(days=1)
        # in UTC: two times of one zone are subtracted as they stand on the wall
        return morning.astimezone(UTC) - local.astimezone(UTC)


def minute_of(moment: datetime) -> int:
    """Count whole minutes since 1970: what the engine reckons in."""
    return int(moment.timestamp() // 60)


def hours_from(local: datetime, span: timedelta) -> int:
    """Give the hours of the week that begin or run within the span, as bits."""
    first = local.weekday() * 24 + local.hour
    count = min(WEEK_HOURS, -(-span // _HOUR) + 1)
    bits = ((1 << count) - 1) << first
    return (bits | bits >> WEEK_HOURS) & ALWAYS


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer on the roster, by roster number.

    `load` counts open proposals and the tasks accepted in the last seven days. `rested_at` is the
    minute (`times.minute_of`) at which all asks so far are forgotten: each ask moves it on.
    """

    number: int
    place: Place | None
    categories: frozenset[Category]
    languages: frozenset[Language]
    areas: frozenset[str]
    """Municipality codes; what counts unless there is a radius."""
    weekly_cap: int
    radius_km: int | None = None
    hours: int = ALWAYS
    """Hours of the week, as bits."""
    vetting: Vetting = Vetting.NONE
    on_duty: bool = True
    in_person: bool = True
    remote: bool = True
    at_night: bool = False
    """May be asked in the quiet hours when help is needed today."""
    load: int = 0
    rested_at: int = 0
    asked: int = 0
    """How often they were asked, ever."""
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a need wants of a helper at one moment, under the policy in force."""

    category: Category
    language: Language
    municipality: str
    place: Place | None
    urgency: Urgency
    minute: int
    """Now."""
    ask_limit: float
    """Nobody is asked who would then have more asks to forget than this."""
    forget_minutes: int
    """How long one ask takes to be forgotten."""
    hours: int = ALWAYS
    """When the help can be given."""
    vetting: Vetting = Vetting.NONE
    remote: bool = False
    is_quiet: bool = False
    """It is a quiet hour now."""
    asked: frozenset[int] = frozenset()
    """Roster numbers of those who were asked about this need, whatever they said."""
    blocked: frozenset[int] = frozenset()
    """Roster numbers of those who must not meet this person."""
    usual: int | None = None
    """Who helped the time before, when that is to be the same person."""
    also: frozenset[Category] = frozenset()
    """What the same helper does beside: all of it."""
    partly_remote: bool = False
    """Some of it is done without meeting, some is not."""
    wider_km: float = 0.0
    """So much further than they offered people are asked: a coordinator widened the search."""
