"""Names as they are borne in Finland: the published lists, and the many rare ones behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

HERE: Final = Path(__file__).parent
LISTED: Final = 0.41
"""Of all who live in Finland so many bear one of the surnames of the list."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Names, each as often drawn as it is borne."""

    names: Sequence[str]
    sums: Sequence[int]

    def draw(self, chance: Random) -> str:
        """Draw one."""
        return chance.choices(self.names, cum_weights=self.sums)[0]


@dataclass(frozen=True, slots=True)
class Listed:
    """A published list: of the whole country, and of those who speak Swedish."""

    all: Weighted
    swedish: Weighted

    def of(self, chance: Random, *, swedish: bool) -> str:
        """Draw a name of somebody."""
        return (self.swedish if swedish else self.all).draw(chance)


@cache
def listed(name: str) -> Listed:
    """Read a list; a star marks what is common among Swedish speakers."""
    pairs = [line.rsplit(" ", 1) for line in _lines(name)]
    swedish = [(word, count) for word, count in pairs if word.endswith("*")]
    return Listed(_weighted(pairs), _weighted(swedish))


def surname(chance: Random, *, swedish: bool) -> str:
    """Draw a surname: one of the list, or a rare one, which is composed as surnames are."""
    if chance.random() < LISTED:
        return listed("surnames").of(chance, swedish=swedish)
    if swedish:
        return of_parts(chance, "swedish", "swedish_ends")
    return _joined(chance.choice(parts("finnish")), chance.choice(parts("finnish_ends")))


def first_name(chance: Random, *, woman: bool, swedish: bool) -> str:
    """Draw a first name."""
    return listed("women" if woman else "men").of(chance, swedish=swedish)


@cache
def parts(name: str) -> Sequence[str]:
    """Read of what names are put together."""
    lines = map(str.split, _lines("parts"))
    return next(rest for first, *rest in lines if first == name)


def of_parts(chance: Random, *names: str) -> str:
    """Put a name together."""
    return "".join(chance.choice(parts(name)) for name in names)


@cache
def other_forms() -> Mapping[str, str]:
    """Give each first name that has one its form in the other language."""
    pairs = [line.split() for line in _lines("swedish")]
    return {other: own for own, other in pairs} | dict(map(str.split, _lines("swedish")))


@cache
def streets() -> Sequence[tuple[str, str, int]]:
    """Read the names of streets that many towns have: Finnish, Swedish or nothing, how many."""
    rows = [line.split() for line in _lines("streets")]
    return [(finnish, "" if other == "-" else other, int(count)) for finnish, other, count in rows]


def _joined(start: str, end: str) -> str:
    """Put a rare name together with the vowels that go with each other."""
    is_front = not set("aou") & set(start.lower())
    if end in {"la", "lä"}:
        end = "lä" if is_front else "la"
    return start + end


def _weighted(pairs: Sequence[Sequence[str]]) -> Weighted:
    return Weighted(
        [word.rstrip("*") for word, _ in pairs], list(accumulate(int(count) for _, count in pairs))
    )


def _lines(name: str) -> Sequence[str]:
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
