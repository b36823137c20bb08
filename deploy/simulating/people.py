"""Made-up volunteers and requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from deploy.simulating import rates
from deploy.simulating.behaviour import Asked, Behaviour
from deploy.simulating.random_values import each_of, one_of, place_in, town_of
from deploy.simulating.towns import Town
from services.matching.engine.model import Helper, Wanted, hours_from, minute_of
from services.matching.engine.rules.eligibility import REMOTE_CATEGORIES
from shared.contracts.words import Urgency

START: Final = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday; the clock on the wall of every made-up town."""
START_MINUTE: Final = minute_of(START)


@dataclass(frozen=True, slots=True)
class Person:
    """A volunteer as the system knows them, and how ready they are, which it does not know."""

    helper: Helper
    readiness: float


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, when, and until when somebody must have said yes."""

    minute: float
    deadline: float
    need: Wanted


def volunteer(number: int, towns: Sequence[Town], behaviour: Behaviour, draw: Random) -> Person:
    """Draw one volunteer."""
    home = town_of(towns, draw)
    readiness = behaviour.readiness(draw)
    asked, accepted = _history(readiness, behaviour, draw)
    helper = Helper(
        number=number,
        place=place_in(home, draw),
        categories=each_of(rates.WILLING, draw),
        languages=each_of(rates.SPOKEN, draw),
        areas=frozenset({home.code}),
        weekly_cap=one_of(rates.WEEKLY_CAP, draw),
        radius_km=one_of(rates.RADIUS_KM, draw),
        hours=one_of(rates.HOURS, draw),
        vetting=one_of(rates.VETTING, draw),
        on_duty=draw.random() < rates.ON_DUTY,
        in_person=draw.random() < rates.IN_PERSON,
        remote=draw.random() < rates.REMOTE,
        asked=asked,
        accepted=accepted,
    )
    return Person(helper, readiness)


def request(minute: float, towns: Sequence[Town], draw: Random) -> Request:
    """Draw one request of this minute."""
    home = town_of(towns, draw)
    urgency = one_of(rates.URGENCY, draw)
    category = one_of(rates.ASKED_FOR, draw)
    need = Wanted(
        category=category,
        language=one_of(rates.LANGUAGE, draw),
        municipality=home.code,
        place=place_in(home, draw),
        urgency=urgency,
        minute=START_MINUTE + int(minute),
        ask_limit=float("inf"),
        forget_minutes=24 * 60,
        hours=hours_at(minute, urgency),
        vetting=one_of(rates.VETTED, draw),
        remote=category in REMOTE_CATEGORIES,
    )
    return Request(minute, minute + rates.DEADLINE_MINUTES[urgency], need)


def hours_at(minute: float, urgency: Urgency) -> int:
    """Give the hours of the week in which the help can be given."""
    return hours_from(START + timedelta(minutes=minute), timedelta(hours=rates.SPAN_HOURS[urgency]))


def _history(readiness: float, behaviour: Behaviour, draw: Random) -> tuple[int, int]:
    if draw.random() < rates.HISTORY.new:
        return 0, 0
    chance = behaviour.chance(readiness, Asked(3.0, Urgency.WITHIN_2_DAYS, 1.0))
    asked = draw.randint(1, rates.HISTORY.most_asked)
    return asked, sum(draw.random() < chance for _ in range(asked))
