"""Who called before and what is typed when they call again, and callers of whom nobody knows.

Made before the matcher. The unseen half has a seed of its own, and nobody looked at it while the
matcher was tuned: its figures are the ones that count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.bench.intake.corpus.noises import NOISES, Heard
from tests.bench.intake.corpus.people import Caller, Country

COUNTRY: Final = 13
SEEN, UNSEEN = 20_261, 40_993
_TYPED: Final = (
    *(("phone", "name"), ("name", "address"), ("phone", "address")),
    ("phone", "name", "address"),
)
_SHARES: Final = (35, 35, 10, 20)
_AT_HOME: Final = 0.05
"""Of first-time callers so many live with somebody who called before."""
_WITH_TOWN: Final = 0.7


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed, by which noises, and whose: a place in the corpus, None of a newcomer."""

    heard: Heard
    noises: Sequence[str]
    whose: int | None


@dataclass(frozen=True, slots=True)
class Half:
    """Calls of one seed."""

    again: Sequence[Call]
    first: Sequence[Call]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Who is known, and two halves of calls."""

    known: Sequence[Caller]
    seen: Half
    unseen: Half


def made(known: int = 100_000, calls: int = 250) -> Corpus:
    """Make it: `calls` pairs and as many newcomers in each half."""
    country = Country(COUNTRY, villages=max(known // 250, 20))
    people = country.people(known, country.chance)
    return Corpus(people, *(_half(country, people, seed, calls) for seed in (SEEN, UNSEEN)))


def _half(country: Country, known: Sequence[Caller], seed: int, calls: int) -> Half:
    chance = Random(seed)  # noqa: S311  # a fixed world, not a secret
    again = [_call(known[at], at, chance) for at in chance.sample(range(len(known)), calls)]
    first = [_call(_newcomer(country, known, chance), None, chance) for _ in range(calls)]
    return Half(again, first)


def _newcomer(country: Country, known: Sequence[Caller], chance: Random) -> Caller:
    if chance.random() < _AT_HOME:
        return country.at_home_with(chance.choice(known), chance)
    return country.people(1, chance)[0]


def _call(caller: Caller, whose: int | None, chance: Random) -> Call:
    heard = _clear(caller, chance)
    names = list(NOISES)
    chance.shuffle(names)
    wanted = chance.choice((1, 2))
    done: list[str] = []
    done_to: set[str] = set()
    for name in names:
        bent = NOISES[name](caller, heard, chance)
        if (
            bent is not None
            and len(done) < wanted
            and not done_to & (_changed(heard, bent) - {"name"})
        ):
            done_to |= _changed(heard, bent)
            heard = bent
            done.append(name)
    return Call(heard, done, whose)


def _clear(caller: Caller, chance: Random) -> Heard:
    """Give what would be typed of what they say, if nothing went wrong."""
    (fields,) = chance.choices(_TYPED, _SHARES)
    if caller.street is None and "address" in fields:
        fields = ("phone", "name")
    return Heard(
        caller.name if "name" in fields else "",
        caller.phone if "phone" in fields else "",
        caller.address if "address" in fields else "",
        caller.town if chance.random() < _WITH_TOWN else "",
    )


def _changed(before: Heard, after: Heard) -> set[str]:
    return {
        name
        for name in ("name", "phone", "address")
        if getattr(before, name) != getattr(after, name)
    }
