"""Made-up worlds: towns, volunteers and a stream of requests, the same for the same seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType
from typing import Final

from deploy.simulating.behaviour import RELUCTANT, TOWN, Behaviour
from deploy.simulating.people import Person, Request, hours_at, request, volunteer
from deploy.simulating.random_values import arrivals, near, one_of, town_of
from deploy.simulating.towns import Town, around_mikkeli, finland, six_towns
from shared.contracts.words import Category, Language, Urgency


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything there is."""

    volunteers: int
    requests_per_day: float
    days: int


@dataclass(frozen=True, slots=True)
class World:
    """Everything that does not depend on who is asked."""

    name: str
    size: Size
    seed: int
    behaviour: Behaviour
    people: tuple[Person, ...]
    """By roster number."""
    requests: tuple[Request, ...]
    """In the order in which they come."""


def make(name: str, size: Size, seed: int) -> World:
    """Make a world by its name; raises KeyError for others than `NAMES`."""
    return _MAKERS[name](name, size, seed)


def _town(towns: Callable[[], Sequence[Town]]) -> Callable[[str, Size, int], World]:
    def maker(name: str, size: Size, seed: int) -> World:
        homes = towns()
        people, coming = _draws(name, seed)
        return World(
            name,
            size,
            seed,
            TOWN,
            tuple(volunteer(number, homes, TOWN, people) for number in range(size.volunteers)),
            tuple(
                request(minute, homes, coming)
                for minute in arrivals(size.requests_per_day, size.days, coming)
            ),
        )

    return maker


_SKILLS: Final = tuple(Category)[:8]
_SKILLED: Final = 0.35
_SPREAD_KM: Final = 6.0
_DENSE_RADIUS: Final = MappingProxyType({5: 0.2, 10: 0.5, 20: 0.27, 40: 0.03})


def _dense(name: str, size: Size, seed: int) -> World:
    """Make the peers' comparison: eight skills, plain people, all needs for the same two hours."""
    people, coming = _draws(name, seed)
    return World(
        name,
        size,
        seed,
        RELUCTANT,
        tuple(_plain_person(number, people) for number in range(size.volunteers)),
        tuple(
            _plain_request(minute, coming)
            for minute in arrivals(size.requests_per_day, size.days, coming)
        ),
    )


def _plain_person(number: int, draw: Random) -> Person:
    person = volunteer(number, six_towns(), RELUCTANT, draw)
    helper = replace(
        person.helper,
        place=near(town_of(six_towns(), draw), _SPREAD_KM, draw),
        categories=frozenset(skill for skill in _SKILLS if draw.random() < _SKILLED),
        languages=frozenset({Language.FINNISH}),
        radius_km=one_of(_DENSE_RADIUS, draw),
        hours=hours_at(0, Urgency.NO_HURRY),
        on_duty=True,
        in_person=True,
        remote=True,
    )
    return replace(person, helper=helper)


def _plain_request(minute: float, draw: Random) -> Request:
    made = request(minute, six_towns(), draw)
    home = town_of(six_towns(), draw)
    need = replace(
        made.need,
        category=draw.choice(_SKILLS),
        language=Language.FINNISH,
        municipality=home.code,
        place=near(home, _SPREAD_KM, draw),
        urgency=Urgency.TODAY,
        hours=hours_at(minute, Urgency.TODAY),
        remote=False,
        vetting=made.need.vetting.NONE,
    )
    return Request(minute, minute + 120, need)


def _draws(name: str, seed: int) -> tuple[Random, Random]:
    """Draw people and requests apart, so that more of one does not change the other."""
    return (
        Random(f"{name}/{seed}/people"),  # noqa: S311  # the same world every time, and no secret
        Random(f"{name}/{seed}/requests"),  # noqa: S311
    )


_MAKERS: Final[Mapping[str, Callable[[str, Size, int], World]]] = MappingProxyType(
    {"mikkeli": _town(around_mikkeli), "finland": _town(finland), "dense": _dense}
)
NAMES: Final = tuple(_MAKERS)
