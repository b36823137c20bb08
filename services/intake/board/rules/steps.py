"""Counts of areas in five steps, so that the fullest are seen before the numbers are read."""

from collections.abc import Iterator
from typing import Final

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
