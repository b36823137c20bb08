"""Counts of areas in five steps, so that the fullest are seen before the numbers are read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from services.intake.board.model import PlaceCount

STEPS: Final = 5


def step_of(count: int, most: int) -> int:
    """Give the step of a count, 1 to 5; nobody is in step 0."""
    return -(-STEPS * count // most) if most else 0


def ranges(most: int) -> Iterator[tuple[int, int, int]]:
    """Give each step with the counts it is for, first and last; one that has none is left out."""
    for step in range(1, STEPS + 1):
        first, last = (step - 1) * most // STEPS + 1, step * most // STEPS
        if first <= last:
            yield step, first, last


def most_in(counted: Sequence[PlaceCount]) -> int:
    """Give the count of the fullest area."""
    return max((each.requests for each in counted), default=0)


def towns(
    counted: Sequence[PlaceCount], served: Mapping[str, Sequence[str]]
) -> Sequence[tuple[PlaceCount, Sequence[PlaceCount]]]:
    """Give each municipality with all its areas, the fullest municipality first.

    `served` are the areas of the municipalities where the network helps: they are shown without
    anybody too.
    """
    found = {each.municipality: _areas(each.municipality, served) for each in counted}
    found |= {code: _areas(code, served) for code in served}
    for each in counted:
        found[each.municipality][each.postal_code] += each.requests
    shown = [
        (
            PlaceCount(code, None, sum(areas.values())),
            [PlaceCount(code, area, areas[area]) for area in sorted(areas, key=str)],
        )
        for code, areas in found.items()
    ]
    return sorted(shown, key=lambda town: (-town[0].requests, town[0].municipality))


def _areas(code: str, served: Mapping[str, Sequence[str]]) -> defaultdict[str | None, int]:
    return defaultdict(int, dict.fromkeys(served.get(code, ()), 0))
