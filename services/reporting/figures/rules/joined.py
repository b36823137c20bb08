"""Join many pieces of knowledge into one for each key."""

from collections.abc import Iterable
from typing import Protocol, Self, TypeVar
from uuid import UUID


class Joinable(Protocol):
    """Knowledge about one thing, in whatever order and number it comes."""

    @property
    def key(self) -> UUID:
        """What it is about."""
        ...

    def joined(self, other: Self) -> Self:
        """Join with other knowledge about the same thing."""
        ...


Facts = TypeVar("Facts", bound=Joinable)


def one_each(items: Iterable[Facts]) -> list[Facts]:
    """Give one per key, by key: writers that work at once then lock rows in one order."""
    found: dict[UUID, Facts] = {}
    for item in items:
        known = found.get(item.key)
        found[item.key] = item if known is None else known.joined(item)
    return [found[key] for key in sorted(found)]
