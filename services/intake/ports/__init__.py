"""What the use cases need from the world, in their own words; a module a room."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Chance:
    """Where everything unforeseeable comes from; `below(n)` gives a number under `n`."""

    new_id: Callable[[], UUID]
    new_token: Callable[[], str]
    below: Callable[[int], int]
