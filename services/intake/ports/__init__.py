"""What the use cases need from the world, in their own words; a module a room."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.chance import Chance


@dataclass(frozen=True, slots=True)
class Draws(Chance):
    """Gives numbers as well: `below(n)` gives one under `n`."""

    below: Callable[[int], int]
