"""Values of the engine, each with one bent line where a test needs it, and any of them."""

from typing import Any, Final

from hypothesis import strategies as some

from services.matching.engine.model import ALWAYS, Helper, Place, Vetting, Wanted
from shared.contracts.words import Category, Language, Urgency
from tests.support.matching.volunteers.building import JUVA, MIKKELI

MINUTE: Final = 29_000_000
CENTRE: Final = Place.at(61.688, 27.273)
KM_NORTH: Final = 1 / 111.195
"""Degrees of latitude."""
KMS = some.floats(0, 300)
ASKS = some.floats(0, 4)


def north(km: float) -> Place:
    """Give a place so far north of Mikkeli's centre."""
    return Place.at(61.688 + km * KM_NORTH, 27.273)


def helper(number: int = 1, **bent: Any) -> Helper:  # noqa: ANN401  # any field
    """Someone in the centre of Mikkeli who does the shopping, in Finnish."""
    usual: dict[str, Any] = {
        "place": CENTRE,
        "categories": frozenset({Category.GROCERIES}),
        "languages": frozenset({Language.FINNISH}),
        "areas": frozenset({MIKKELI}),
        "weekly_cap": 2,
    }
    return Helper(number, **{**usual, **bent})


def wish(**bent: Any) -> Wanted:  # noqa: ANN401  # any field
    """Groceries are needed today in the centre of Mikkeli."""
    usual: dict[str, Any] = {
        "category": Category.GROCERIES,
        "language": Language.FINNISH,
        "municipality": MIKKELI,
        "place": CENTRE,
        "urgency": Urgency.TODAY,
        "minute": MINUTE,
        "ask_limit": 3.0,
        "forget_minutes": 1440,
    }
    return Wanted(**{**usual, **bent})


places: Final = some.none() | some.builds(
    Place.at,
    some.floats(61.0, 62.5).map(lambda degrees: round(degrees, 2)),
    some.floats(26.0, 28.5).map(lambda degrees: round(degrees, 2)),
)
_categories: Final = some.sampled_from((Category.GROCERIES, Category.PHARMACY))
_languages: Final = some.sampled_from((Language.FINNISH, Language.SWEDISH))
_hours: Final = some.just(ALWAYS) | some.sampled_from((1, 2, 3, 1 << 167))
_numbers: Final = some.frozensets(some.integers(1, 9), max_size=2)

helpers: Final = some.builds(
    Helper,
    number=some.integers(1, 9),
    place=places,
    categories=some.frozensets(_categories),
    languages=some.frozensets(_languages, min_size=1),
    areas=some.frozensets(some.sampled_from((MIKKELI, JUVA)), min_size=1),
    weekly_cap=some.integers(1, 3),
    radius_km=some.none() | some.integers(1, 60),
    hours=_hours,
    vetting=some.sampled_from(Vetting),
    on_duty=some.booleans(),
    in_person=some.booleans(),
    remote=some.booleans(),
    at_night=some.booleans(),
    load=some.integers(0, 3),
    rested_at=some.integers(MINUTE - 1440, MINUTE + 4 * 1440),
    asked=some.integers(4, 9),
    accepted=some.integers(0, 4),
)
wishes: Final = some.builds(
    Wanted,
    category=_categories,
    language=_languages,
    municipality=some.sampled_from((MIKKELI, JUVA)),
    place=places,
    urgency=some.sampled_from(Urgency),
    minute=some.just(MINUTE),
    ask_limit=some.sampled_from((3.0, 4.0)),
    forget_minutes=some.just(1440),
    hours=_hours,
    vetting=some.sampled_from(Vetting),
    remote=some.booleans(),
    is_quiet=some.booleans(),
    asked=_numbers,
    blocked=_numbers,
    also=some.frozensets(_categories, max_size=2),
    partly_remote=some.booleans(),
    wider_km=some.sampled_from((0.0, 10.0, 30.0)),
)
