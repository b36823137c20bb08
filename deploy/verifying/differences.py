"""What two books say of the same things, held against each other: pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.contracts.words import Language

SAMPLE = 5
"""Differences that are shown; the number says how many there are."""

_SIMPLE: Final = f"language={Language.SIMPLE_FINNISH}"
_FINNISH: Final = f"language={Language.SIMPLE_FINNISH.spoken}"

Buckets = Mapping[int, tuple[int, int]]
"""By bucket of ids how many entries there are, and their mark."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a book says of one thing."""

    id: UUID
    fact: str
    at: datetime | None = None
    """When it ended or was said; None for what goes on."""
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What explains a difference."""

    gone_before: datetime
    """What ended before this may be gone on one side."""
    young_since: datetime
    """What changed after this may be on its way still."""
    explained: Collection[UUID] = ()
    """What events that are parked, or that a person discarded, are about."""


@dataclass(slots=True)
class Found:
    """The differences of two books, counted, and some of them named."""

    broken: int = 0
    on_the_way: int = 0
    samples: list[tuple[UUID, str]] = field(default_factory=list)

    def add(self, thing: UUID, words: str) -> None:
        """Count one, and keep it when it is among the first."""
        self.broken += 1
        if len(self.samples) < SAMPLE:
            self.samples.append((thing, words))


def together(sides: Iterable[Buckets]) -> dict[int, tuple[int, int]]:
    """Put the parts of one book together: marks are XORs, so their order does not matter."""
    whole: dict[int, tuple[int, int]] = {}
    for part in sides:
        for bucket, (entries, mark) in part.items():
            known, former = whole.get(bucket, (0, 0))
            whole[bucket] = (known + entries, former ^ mark)
    return whole


def apart(left: Buckets, right: Buckets) -> list[int]:
    """Name the buckets in which two sides do not say the same."""
    none = (0, 0)
    return sorted(
        bucket
        for bucket in left.keys() | right.keys()
        if left.get(bucket, none) != right.get(bucket, none)
    )


def portions(buckets: Iterable[int], sides: Iterable[Buckets], most: int) -> Iterator[list[int]]:
    """Split buckets so that no portion has many more than `most` entries."""
    counts, portion, size = list(sides), list[int](), 0
    for bucket in buckets:
        portion.append(bucket)
        size += sum(side.get(bucket, (0, 0))[0] for side in counts)
        if size >= most:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def compare(
    left: Iterable[Entry],
    right: Iterable[Entry],
    names: tuple[str, str],
    limits: Limits,
    found: Found,
) -> None:
    """Add the differences of two sides, some of whose entries these are, to `found`."""
    ours = {entry.id: entry for entry in left}
    theirs = {entry.id: entry for entry in right}
    for thing in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(thing), theirs.get(thing)
        if one is not None and other is not None and _spoken(one.fact) == _spoken(other.fact):
            continue
        known = [each for each in (one, other) if each is not None]
        if _is_explained(thing, known, limits):
            continue
        if any(each.changed and each.changed >= limits.young_since for each in known):
            found.on_the_way += 1
        else:
            found.add(thing, _words(one, other, names))


def _spoken(fact: str) -> str:
    """Give it in the language in which somebody is helped: an event says no other."""
    return fact.replace(_SIMPLE, _FINNISH)


def _is_explained(thing: UUID, known: list[Entry], limits: Limits) -> bool:
    if thing in limits.explained:
        return True
    (first, *more) = known
    return not more and first.at is not None and first.at < limits.gone_before


def _words(one: Entry | None, other: Entry | None, names: tuple[str, str]) -> str:
    if one is None:
        return f"not in {names[0]}"
    if other is None:
        return f"not in {names[1]}"
    ours, theirs = _parts(one.fact), _parts(other.fact)
    changed = [name for name in ours | theirs if ours.get(name) != theirs.get(name)]
    shared = [name for name in changed if name in ours and name in theirs]
    return ", ".join(
        f"{name}: {names[0]} {ours.get(name, '-')}, {names[1]} {theirs.get(name, '-')}"
        for name in shared or changed
    )


def _parts(fact: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in fact.split(" ") if "=" in part)
